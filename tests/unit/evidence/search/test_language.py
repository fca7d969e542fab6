import pytest

from wellfounded.evidence.search.language import Language, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They were returned across the river.", Language.ENGLISH),
        ("그들은 강을 건너 송환되었다.", Language.KOREAN),
        ("他们被遣返过江。", Language.CHINESE),
        ("他們被遣返過江。", Language.CHINESE),
        ("彼らは川を渡って送還された。", Language.JAPANESE),
        ("Их вернули через реку.", Language.UNDETERMINED),
        ("1951 / 1967", Language.UNDETERMINED),
        ("", Language.UNDETERMINED),
        ("UNHCR은 1951년 난민협약을 인용했다.", Language.KOREAN),
        ("联合国难民署（UNHCR）发表声明。", Language.CHINESE),
        ("The ministry (外交部) said so on Monday.", Language.ENGLISH),
        ("Él volvió.", Language.ENGLISH),  # every Latin script is read like English
    ],
)
def test_the_script_that_carries_most_of_a_text_tells_its_language(text: str, language: Language) -> None:
    assert language_of(text) is language
