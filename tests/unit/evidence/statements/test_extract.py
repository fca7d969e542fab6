"""Articles of several paragraphs, all invented: speakers made one, relays, circumstances, what says nothing."""

import pytest

from wellfounded.evidence.statements.extract import statements_of
from wellfounded.evidence.statements.statement import Kind, Mention, Mode


def test_a_surname_and_a_pronoun_nearby_are_the_person_named_before() -> None:
    text = (
        "Lena Ortiz, director of the Harbour Institute, said the dam would hold.\n\n"
        "Ortiz added that the wall was new. “I checked it,” she said."
    )
    found = statements_of(text)
    assert [item.speaker.name for item in found] == ["Lena Ortiz"] * 3
    assert [item.speaker.resolved for item in found] == [False, False, True]
    assert found[1].speaker.role == "director"
    assert found[1].speaker.organisation == "Harbour Institute"


def test_a_pronoun_far_from_any_name_stays_a_pronoun() -> None:
    text = "Lena Ortiz said the dam would hold.\n\nThe river is wide.\n\nRain fell.\n\nShe said the wall was new."
    last = statements_of(text)[-1].speaker
    assert (last.name, last.kind, last.resolved) == ("She", Kind.UNNAMED, False)


def test_a_pronoun_is_whom_the_sentence_before_tells_of_where_nobody_spoke() -> None:
    one = statements_of("Lena Ortiz runs the clinic. It has ten beds. She said the dam would hold.")[-1].speaker
    assert (one.name, one.resolved) == ("Lena Ortiz", True)
    spoke = "Ada Poe said it rained. Lena Ortiz runs the clinic. She said the dam would hold."
    assert statements_of(spoke)[-1].speaker.name == "Ada Poe"
    nobody = statements_of("The clinic opened in May. She said the dam would hold.")[-1].speaker
    assert (nobody.name, nobody.resolved) == ("She", False)


def test_both_halves_of_an_interrupted_quotation_are_one_statement() -> None:
    for text in (
        "“If the dam breaks,” warned Lena Ortiz, “we are lost.”",
        "Rain fell. “They took the boats,” said Lena Ortiz, “and nobody came.”",
    ):
        (only,) = statements_of(text)
        assert len(only.content) == 2
        assert only.mode is Mode.DIRECT


def test_what_the_text_says_of_a_claim_is_no_part_of_it() -> None:
    text = "Traders said the bridge was closed, a claim that was repeated on every market."
    assert statements_of(text)[0].words(text) == "the bridge was closed"


def test_an_abbreviation_is_the_body_it_was_given_for() -> None:
    text = "The Office for Harbour Safety (OHS) said the dam would hold.\n\nThe OHS warned that the wall was old."
    assert {item.speaker.name for item in statements_of(text)} == {"Office for Harbour Safety"}


def test_an_agency_that_passes_on_is_the_relay_and_one_that_reports_is_the_speaker() -> None:
    text = (
        "Minister Ada Poe said that the camps were closed, Reuters reported.\n\n"
        "The camps were closed in May, Reuters reported."
    )
    first, second = statements_of(text)
    assert first.speaker.name == "Ada Poe"
    assert first.circumstance.relayed_by == ("Reuters",)
    assert second.speaker.name == "Reuters"
    assert second.speaker.kind is Kind.MEDIA


def test_when_where_and_to_whom() -> None:
    text = "Ada Poe told reporters on Monday at a press briefing that the camps were closed."
    (item,) = statements_of(text)
    assert item.circumstance.when == "on Monday"
    assert item.circumstance.where == "at a press briefing"
    assert item.circumstance.addressed_to == "reporters"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The camps are closed,” Ada Poe said.", Mode.DIRECT),
        ("Ada Poe said the camps were “closed for good.”", Mode.MIXED),
        ("Ada Poe said the camps were closed.", Mode.INDIRECT),
    ],
)
def test_mode(text: str, mode: Mode) -> None:
    assert [item.mode for item in statements_of(text)] == [mode]


def test_what_is_told_inside_of_what_is_told_is_nested() -> None:
    text = "Ada Poe rejected the colonel's claim that the camps were closed."
    nested = {item.speaker.name: item.nested for item in statements_of(text)}
    assert nested == {"Ada Poe": False, "colonel": True}


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("China", "CHN"),
        ("Beijing", "CHN"),
        ("The Chinese Foreign Ministry", "CHN"),
        ("Chinese Foreign Ministry spokesperson Li Fang", "CHN"),
        ("South Korea’s ambassador, Kang Ha-nul,", "KOR"),
        ("Mina Rao, a researcher at Chinese Harbour Watch,", ""),
        ("Mina Rao, director of the Committee for Justice in North Korea,", ""),
        ("Ada Poe, a former Chinese diplomat,", ""),
    ],
)
def test_who_speaks_for_a_state(words: str, state: str) -> None:
    (item,) = statements_of(f"{words} said that the camps were closed.")
    assert item.speaker.state == state


def test_a_speaker_who_is_not_named_is_nobody_and_never_the_last_one() -> None:
    text = "Ada Poe said the dam would hold. It is alleged that the wall was old."
    last = statements_of(text)[-1].speaker
    assert (last.name, last.kind, last.resolved) == ("", Kind.UNNAMED, False)


def test_a_quotation_over_several_sentences_is_one_statement() -> None:
    text = "“We waited. Nobody came. We left,” Lena Ortiz said. “That was all. I am sorry.”"
    (item,) = statements_of(text)
    assert item.words(text) == "“We waited. Nobody came. We left,” … “That was all. I am sorry.”"


@pytest.mark.parametrize(
    "text",
    [
        "By Ada Poe in Tolan\n",
        "Photo: Ada Poe says hello\n",
        "Said | Claimed | Denied\n1 | 2 | 3\n",
        "قال الوزير إن الاتفاق سار.\n",
        "大臣は行くと述べた。\n",
        "1234 5678\n",
        '" " " "\n',
    ],
    ids=["byline", "caption", "table", "right-to-left", "japanese", "numbers", "marks"],
)
def test_what_is_no_prose_of_our_languages_says_nothing(text: str) -> None:
    assert statements_of(text) == ()


def test_three_languages_in_one_file_are_each_read() -> None:
    text = (
        "Ada Poe said that the camps were closed.\n\n"
        "장관 대변인은 수용소가 닫혔다고 말했다.\n\n"
        "部长表示，营地已经关闭。\n"
    )
    assert [item.language for item in statements_of(text)] == ["en", "ko", "zh"]


def test_every_candidate_says_its_rule_and_a_nobody_has_no_mention() -> None:
    text = "It is alleged that the wall was old. “The wall is old,” Ada Poe said."
    first, second = statements_of(text)
    assert first.rule == "en.passive.unsaid"
    assert first.source is None
    assert first.speaker.mention_type is Mention.NONE
    assert second.rule.startswith("en.")


def test_a_line_of_a_hundred_thousand_signs_keeps_its_offsets() -> None:
    text = "The river is wide. " * 5_000 + "Ada Poe said that the camps were closed."
    (item,) = statements_of(text)
    assert item.words(text) == "that the camps were closed"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("SEOUL (Reuters) — Ada Poe said that the camps were closed.", ("Reuters",)),
        ("Ada Poe said that the camps were closed. (ANI)", ("ANI",)),
        ("Ada Poe said that the camps were closed, the BBC reported. (ANI)", ("BBC", "ANI")),
        ("Ada Poe said that the camps were closed. (laughs)", ()),
        ("Ada Poe said that the camps were closed, she told the Voice of America (VOA).", ()),
    ],
)
def test_the_chain_ends_with_the_agency_of_the_article(text: str, chain: tuple[str, ...]) -> None:
    assert statements_of(text)[0].circumstance.relayed_by == chain


def test_a_medium_that_repeats_the_words_of_a_document_is_its_relay() -> None:
    text = "According to the treaty, every prisoner must be seen by a doctor, Reuters reported."
    (item,) = statements_of(text)
    assert item.speaker.kind is Kind.DOCUMENT
    assert item.circumstance.relayed_by == ("Reuters",)
    assert item.words(text) == "every prisoner must be seen by a doctor"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ada Poe denied the charges of theft.", "denies"),
        ("Ada Poe urged them to go home.", "demands"),
        ("Ada Poe said that the camps were closed.", "asserts"),
        ("Ada Poe did not deny the charges of theft.", ""),
        ("장관은 수용소의 고문을 규탄했다.", "criticises"),
        ("部长否认有关报道。", "denies"),
    ],
)
def test_the_cue_tells_the_position_and_a_negated_one_tells_none(text: str, stance: str) -> None:
    assert statements_of(text)[0].stance == stance


def test_the_topic_is_what_the_content_speaks_of() -> None:
    assert statements_of("Ada Poe said that the old camps were closed.")[0].topic == "the old camps"
    assert statements_of("Ada Poe said that they were closed.")[0].topic == ""


def test_a_transcript_of_questions_and_answers_names_nobody_and_a_name_names_one() -> None:
    text = "问：营地何时关闭？\n\n答：营地已经关闭。\n\n林枫发言人：谢谢大家。\n"
    assert [(item.rule, item.speaker.kind) for item in statements_of(text)] == [
        ("zh.transcript", Kind.UNNAMED),
        ("zh.transcript", Kind.UNNAMED),
        ("zh.transcript", Kind.PERSON),
    ]


def test_a_korean_surname_with_the_same_role_is_the_person_named_before() -> None:
    text = "구하늘 대변인은 회의가 열린다고 말했다.\n\n구 대변인은 “환영한다”고 했다. 구 장관은 회의가 길다고 말했다."
    assert [item.speaker.name for item in statements_of(text)] == ["구하늘", "구하늘", "구 장관"]
