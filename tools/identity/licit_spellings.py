"""Spellings of jamo that published systems allow, as counts put beside what is learned.

Own compilation from the rules of the systems: Revised (2000), McCune-Reischauer (1939), DPRK (1992), Yale, and the
habits of French, German, Polish, Czech, Hungarian and Spanish texts. They keep alive what the lexicon hardly shows.
"""

from __future__ import annotations

CONSONANTS = {
    "ㄱ": "g k gh kh c",
    "ㄲ": "kk gg k",
    "ㄴ": "n",
    "ㄷ": "d t dh",
    "ㄸ": "tt dd t",
    "ㄹ": "r l n rh",
    "ㅁ": "m",
    "ㅂ": "b p bh",
    "ㅃ": "pp bb p",
    "ㅅ": "s sh si sz ss",
    "ㅆ": "ss s",
    "ㅈ": "j ch c dj tj dz tch z dsch tsch cs cz dż dzs č dž ts",
    "ㅉ": "jj tch cc tj",
    "ㅊ": "ch ch' tch tsch ts cs cz č tj tsh čch cch cs'",
    "ㅋ": "k kh k' c",
    "ㅌ": "t th t'",
    "ㅍ": "p ph p'",
    "ㅎ": "h ch kh",
}
VOWELS = {
    "ㅏ": "a ah aa",
    "ㅐ": "ae ai e ay ä e'",
    "ㅑ": "ya ja ia yah",
    "ㅒ": "yae yai",
    "ㅓ": "eo o u ŏ e uh au ou ö aw",
    "ㅔ": "e ei ey é eh",
    "ㅕ": "yeo yo yu yŏ you ye io iu jo yuh young jŏ ieo",
    "ㅖ": "ye yeh ie yae yey je",
    "ㅗ": "o oh oo",
    "ㅘ": "wa oa ua va hwa",
    "ㅙ": "wae wai oae",
    "ㅚ": "oe oi oy we ö woe",
    "ㅛ": "yo io jo yoh",
    "ㅜ": "u oo ou wu woo",
    "ㅝ": "wo weo won wŏ ou uo vo we wuh",
    "ㅞ": "we wey",
    "ㅟ": "wi ui wee oui vi",
    "ㅠ": "yu yoo you iu ju yew",
    "ㅡ": "eu u ŭ oo û ou e eo",
    "ㅢ": "ui i ee eui uy ŭi hi",
    "ㅣ": "i ee y yi ih",
}
CODAS = {
    "ㄱ": "k g c ck",
    "ㄴ": "n",
    "ㄷ": "t d",
    "ㄹ": "l r ll",
    "ㅁ": "m",
    "ㅂ": "p b",
    "ㅅ": "t s",
    "ㅇ": "ng n",
    "ㅈ": "t",
    "ㅊ": "t",
    "ㅋ": "k",
    "ㅌ": "t",
    "ㅍ": "p",
    "ㄲ": "k",
    "ㅆ": "t",
}
EACH = 0.4


def prior() -> dict[str, dict[str, float]]:
    """Counts by key of the table: the every spelling of a row alike."""
    found: dict[str, dict[str, float]] = {}
    for kind, contexts, rows in (("O", "012", CONSONANTS), ("V", "01", VOWELS), ("C", "fvn", CODAS)):
        for context in contexts:
            for jamo, spellings in rows.items():
                found[f"{kind}{context}{jamo}"] = dict.fromkeys(spellings.split(), EACH)
    for context in "012":
        found[f"O{context}ㅇ"] = {"": 20.0}
    for context in "vn":
        found[f"C{context}ㅇ"]["n"] = 2.0
    return found
