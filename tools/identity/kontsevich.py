"""The system of Kontsevich for Korean in Cyrillic letters, with common deviations: counts beside what is learned."""

from __future__ import annotations

FIRST = {
    "ㄱ": "к",
    "ㄲ": "кк",
    "ㄴ": "н",
    "ㄷ": "т",
    "ㄸ": "тт",
    "ㄹ": "р л",
    "ㅁ": "м",
    "ㅂ": "п",
    "ㅃ": "пп",
    "ㅅ": "с ш",
    "ㅆ": "сс",
    "ㅈ": "ч дж",
    "ㅉ": "чч",
    "ㅊ": "чх ч",
    "ㅋ": "кх к",
    "ㅌ": "тх т",
    "ㅍ": "пх п",
    "ㅎ": "х",
}
INNER = {**FIRST, "ㄱ": "г к", "ㄷ": "д т", "ㅂ": "б п", "ㅈ": "чж дж ч дз ж", "ㄹ": "р л н", "ㅎ": "х"}
VOWELS = {
    "ㅏ": "а",
    "ㅐ": "э е ай",
    "ㅑ": "я",
    "ㅒ": "йя яе",
    "ㅓ": "о е э",
    "ㅔ": "е э",
    "ㅕ": "ё йо е ё",
    "ㅖ": "е йе",
    "ㅗ": "о",
    "ㅘ": "ва уа",
    "ㅙ": "вэ",
    "ㅚ": "ве вэ е ой",
    "ㅛ": "ё йо",
    "ㅜ": "у",
    "ㅝ": "во уо",
    "ㅞ": "ве",
    "ㅟ": "ви уй",
    "ㅠ": "ю",
    "ㅡ": "ы у и",
    "ㅢ": "ый и ыи уй",
    "ㅣ": "и",
}
CODAS = {
    "ㄱ": "к г",
    "ㄴ": "н",
    "ㄷ": "т",
    "ㄹ": "ль л",
    "ㅁ": "м",
    "ㅂ": "п б",
    "ㅅ": "т с",
    "ㅇ": "н нъ нг",
    "ㅊ": "т",
    "ㅍ": "п",
}
EACH = 4.0


def prior() -> dict[str, dict[str, float]]:
    """Counts by key of the table; the first spelling of a row is the rule and counts four times."""
    found: dict[str, dict[str, float]] = {}
    for kind, contexts, rows in (("O", "0", FIRST), ("O", "12", INNER), ("V", "01", VOWELS), ("C", "fvn", CODAS)):
        for context in contexts:
            for jamo, spellings in rows.items():
                first, *others = spellings.split()
                found[f"{kind}{context}{jamo}"] = {first: 4 * EACH, **dict.fromkeys(others, EACH)}
    for context in "012":
        found[f"O{context}ㅇ"] = {"": 40.0, "й": 0.5}
    return found
