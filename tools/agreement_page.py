"""The page on how far the law as encoded agrees with published decisions; `python -m tools.docs` writes it."""

from collections.abc import Iterable
from pathlib import Path

from tools.docs.markdown import heading, joined, listed, table
from wellfounded.law.agreement import Compared, Share, Verdict
from wellfounded.law.agreement_run import Agreement

DECIDED = Path(__file__).parents[1] / "examples" / "decided"
HEADINGS = {
    Verdict.AGREES: "agrees",
    Verdict.DISAGREES: "disagrees",
    Verdict.LEFT_TO_PERSON: "left to a person",
    Verdict.FROM_FINDING: "rests on a finding of the tribunal",
    Verdict.NOT_COMPARABLE: "not comparable",
}
COLUMNS = (*HEADINGS.values(), "share decided by rules")
HOW = (
    "Each decision became a case file **blind**: whoever encoded it had the lines of its facts, the catalogue "
    "of facts and [the rules of encoding](case-file.md#encoding-a-published-decision), but not its outcome. "
    "The outcomes stand apart, in `examples/decided/outcomes.yaml`, and are only read when an assessment has "
    "been made. The facts lines are a **digest** and not the record, so no case is ever closed: what the "
    "lines do not say stays open, and only an exception that nobody raised is taken as not made out. No "
    "criterion that a person must find takes its finding from the outcome."
)
MEANING = (
    (
        "**agrees**, **disagrees**: rules decide the element from the facts, and the tribunal found the same, or "
        "the opposite."
    ),
    "**left to a person**: a person has to find it, or the facts lines do not say enough.",
    (
        "**rests on a finding of the tribunal**: rules decide it, but only from lines that state what the "
        "tribunal found. It is counted apart, because agreeing with a finding that was given says little."
    ),
    "**not comparable**: the tribunal did not answer the question itself, or no criterion here asks it.",
    ("**share decided by rules**: agrees, disagrees and rests on a finding, out of everything that is comparable."),
)
SHOWS = (
    (
        "They show how often the encoded rules, where they answer at all, answer as the tribunal did, and how "
        "much they leave to a person: credibility, and mostly whether a danger is real."
    ),
    "They do not show how often the program would be right. What it leaves open is neither right nor wrong.",
    (
        "They are no test on unseen cases. Only the encoding of the facts was blind; the law and the table that "
        "reads a decision's elements as our criteria were not, and a number of these decisions are themselves "
        "cited as sources of the law."
    ),
    (
        "The decisions are a choice, not a sample: they were published, most come from one country, and many turn "
        "on North Korea and a second nationality. For most profiles the counts are too small for a share to mean "
        "much."
    ),
    (
        "A tribunal's word is not the truth. A disagreement is a question to the law as encoded, and sometimes to "
        "the decision."
    ),
)
LEAD = (
    "{cases} outcomes of published decisions (a family with different results counts once for each), {elements} "
    "elements: assessed from the facts alone, and compared with what the tribunals decided. "
    "`wellfounded agreement examples/decided` prints the same counts."
)


def agreement_page(agreement: Agreement) -> str:
    """The whole page."""
    cases = len({row.case for row in agreement.rows})
    return joined(
        (
            "# Agreement with published decisions",
            LEAD.format(cases=cases, elements=len(agreement.rows)),
            heading(2, "How it was done"),
            HOW,
            listed(MEANING),
            heading(2, "What the figures show, and what they do not"),
            listed(SHOWS),
            heading(2, "Overall"),
            _shares("", {"all": agreement.overall()}),
            heading(2, "By profile"),
            _shares("profile", agreement.by_profile()),
            heading(2, "By element"),
            _shares("element", {_words(name): share for name, share in agreement.by_element().items()}),
            heading(2, "Where we disagree"),
            _disagreements(agreement.disagreements()),
            _without_file(agreement.without_file),
            heading(2, "Every comparison"),
            _comparisons(agreement.rows),
        )
    )


def _shares(what: str, shares: dict[str, Share]) -> str:
    return table((what, *COLUMNS), [(name, *_counts(share)) for name, share in shares.items()])


def _counts(share: Share) -> tuple[str, ...]:
    decided = f"{share.decided_by_rules:.0%}" if share.comparable else "–"
    return (*(str(share.counts[verdict]) for verdict in HEADINGS), decided)


def _disagreements(rows: Iterable[Compared]) -> str:
    lines = [
        f"`{row.case}`, {_words(row.element)}: the tribunal {_words(row.tribunal)}, here {_words(row.ours)}. "
        f"{row.cause or 'No cause was found yet.'}"
        for row in rows
    ]
    return listed(lines) if lines else "No element that rules decide disagrees."


def _without_file(names: tuple[str, ...]) -> str:
    return f"Outcomes without a case file: {', '.join(f'`{name}`' for name in names)}." if names else ""


def _comparisons(rows: Iterable[Compared]) -> str:
    head = ("decision", "profile", "element", "the tribunal", "our criterion", "here", "compared", "why")
    return table(head, [_comparison(row) for row in rows])


def _comparison(row: Compared) -> tuple[str, ...]:
    """One line; of what rests on a finding of the tribunal, the cause says whether it agrees."""
    words = (_words(row.element), _words(row.tribunal), f"`{row.criterion}`" if row.criterion else "", _words(row.ours))
    return f"`{row.case}`", row.profile, *words, HEADINGS[row.verdict], row.cause


def _words(name: str) -> str:
    return name.replace("_", " ")
