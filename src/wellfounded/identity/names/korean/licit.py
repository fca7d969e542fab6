"""Which letters somebody may write for a Korean name at all, with a wide hand: no chances, only yes or no.

Own compilation from the rules of the systems (Revised 2000, McCune-Reischauer 1939, DPRK 1992, Yale) and the habits
of French, German, Polish, Czech, Hungarian and Spanish texts. `could_spell` adds what is often left out or misheard:
ㅎ and ㄹ between vowels, a coda, ㄴ for ㅇ. What could be spelt so is never called different.
"""

from __future__ import annotations

from functools import cache, lru_cache

from wellfounded.identity.names.korean.jamo import jamo_of
from wellfounded.identity.names.korean.spelt import surname_letters

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
    "ㅐ": "ae ai e ay ä e' ea eh",
    "ㅑ": "ya ja ia yah",
    "ㅒ": "yae yai",
    "ㅓ": "eo o u ŏ e uh au ou ö aw eu ea eou oe",
    "ㅔ": "e ei ey é eh ee ae",
    "ㅕ": "yeo yo yu yŏ you ye io iu jo yuh young jŏ ieo eo yeu yue ieu yoe yea",
    "ㅖ": "ye yeh ie yae yey je",
    "ㅗ": "o oh oo ou au oe",
    "ㅘ": "wa oa ua va hwa woa oua",
    "ㅙ": "wae wai oae",
    "ㅚ": "oe oi oy we ö woe ue oei",
    "ㅛ": "yo io jo yoh yow yau",
    "ㅜ": "u oo ou wu woo oou uh ew",
    "ㅝ": "wo weo won wŏ ou uo vo we wuh woa weoh wou",
    "ㅞ": "we wey",
    "ㅟ": "wi ui wee oui vi wie ue ü",
    "ㅠ": "yu yoo you iu ju yew yuu yuh yue",
    "ㅡ": "eu u ŭ oo û ou e eo ue y",
    "ㅢ": "ui i ee eui uy ŭi hi y yi ih ie",
    "ㅣ": "i ee y yi ih yee iy ie ea",
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
_ONSETS_LEFT_OUT = "ㅎㄹ"
_MORE_ONSETS = {"ㅇ": ("", "h"), "ㄹ": ("y",), "ㄴ": ("r", "l"), "ㅈ": ("jh", "zh"), "ㅊ": ("c",)}
_MORE_CODAS = {
    "ㄱ": ("", "ng", "n"),
    "ㄴ": ("", "l", "m", "ng"),
    "ㄹ": ("", "n"),
    "ㅁ": ("", "n"),
    "ㅂ": ("", "m"),
    "ㅇ": ("", "g", "m"),
}
_MORE_VOWELS = {
    "ㅕ": ("ye", "e"),
    "ㅛ": ("yeo", "you"),
    "ㅠ": ("yo", "yeo"),
    "ㅡ": ("oe",),
    "ㅐ": ("a",),
    "ㅖ": ("e", "yei"),
}


@lru_cache(maxsize=65536)
def could_spell(name: str, letters: str) -> bool:
    """Whether the letters, run together and without marks, may be a sloppy spelling of this Hangul name.

    `name` begins with its surname of one syllable.
    """
    family = surname_letters(name[0])
    places = {len(one) for one in family if letters.startswith(one)} | _after(name[0], letters, places={0})
    for syllable in name[1:]:
        places = _after(syllable, letters, places=places)
        if not places:
            return False
    return len(letters) in places


def _after(syllable: str, letters: str, *, places: set[int]) -> set[int]:
    """Where a reader may stand after the syllable, for each place to begin."""
    for options in _options(syllable):
        places = {place + len(one) for place in places for one in options if letters.startswith(one, place)}
    return places


@cache
def _options(syllable: str) -> tuple[tuple[str, ...], ...]:
    onset, vowel, coda = jamo_of(syllable)
    onsets = (*CONSONANTS.get(onset, "").split(), *_MORE_ONSETS.get(onset, ()))
    onsets += ("",) if onset in _ONSETS_LEFT_OUT else ()
    vowels = (*VOWELS[vowel].split(), *_MORE_VOWELS.get(vowel, ()))
    codas = (*CODAS.get(coda, "").split(), *_MORE_CODAS.get(coda, ())) if coda else ("",)
    return _bare(onsets), _bare(vowels), _bare(codas)


def _bare(options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({option.replace("'", "").replace("ŏ", "o").replace("ŭ", "u") for option in options})
