import pytest

from wellfounded.evidence.statements.quotation import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes, we can” and left.", ["“yes, we can”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ('He said " yes , we can " and left.', ['" yes , we can "']),  # set with spaces
        ("He said ‘yes’ and left.", ["‘yes’"]),
        ("He said 'yes, we can' and left.", ["'yes, we can'"]),
        (
            "“He called it ‘a lie’ today,” she said.",
            ["“He called it ‘a lie’ today,”"],
        ),  # the inner one belongs to the outer
        ("the workers’ rights and the State’s duty", []),  # apostrophes
        ("He spoke of 'the workers' rights', she said.", ["'the workers' rights'"]),
        ("“We will go. “And then we come back.”", ["“We will go. “And then we come back.”"]),
        ("“It goes on in the next paragraph", ["“It goes on in the next paragraph"]),
        ('One mark " alone', []),
        ("「はい」と『本』", ["「はい」", "『本』"]),
        ("Sie sagte „ja“ und «oui».", ["„ja“", "«oui»"]),
        ("他说：“好。”", ["“好。”"]),
        ("", []),
    ],
)
def test_marks_are_paired_where_they_stand(text: str, quoted: list[str]) -> None:
    assert [item.span.of(text) for item in quotations(text)] == quoted


def test_a_quotation_that_runs_on_is_not_closed() -> None:
    (item,) = quotations("“It goes on")
    assert not item.closed
    assert item.inner.of("“It goes on") == "It goes on"
