"""Burmese syllables by rule, as passports and papers of Myanmar spell them; the lexicon has a hundred names in them.

Own compilation from the Myanmar Language Commission's system and common habits: no tones, and a final that is written
as it is heard (-aung, -aing, -ein). A consonant without a vowel sign is read with an a.
"""

from __future__ import annotations

_ONSETS = (
    "က=k,g ခ=kh,k ဂ=g ဃ=g င=ng စ=s,z ဆ=s,hs ဇ=z ဈ=z ည=ny,n ဉ=ny,n ဋ=t ဌ=t ဍ=d ဎ=d ဏ=n တ=t,d ထ=t,ht ဒ=d ဓ=d,dh န=n "
    "ပ=p,b ဖ=p,hp,ph ဗ=b,v ဘ=b,bh မ=m ယ=y ရ=y,r လ=l ဝ=w သ=th,t,s ဟ=h ဠ=l အ="
)
_ALONE = "ဥ=u,oo ဦ=u,oo ဣ=i,e ဤ=i,ee ဧ=e,ay ဩ=aw,o ဪ=aw"
_MEDIALS = (
    "ျ=y, ြ=y,r, ွ=w,u, ှ=h, ရှ=sh,hr ရွှ=shw လှ=hl,l မှ=hm,m နှ=hn,n ကျ=ky,ch,gy ချ=ch,ky ဂျ=gy,j ကြ=ky,gy ခြ=ch,ky သျှ=sh "
    "ယ်=e,ay,ei,eh ွယ်=we,wai ွေ=we,way"
)
_RIMES = (
    "ောင်=aung,ong ိုင်=aing,ine ိုက်=aik,ike ောက်=auk,ouk င်=in,inn,ing,an န်=an,in က်=et,ek,at စ်=it,is,ith တ်=at,ut ပ်=at,ap "
    "မ်=an,am ည်=i,e,ay,yi ဉ်=in,inn ွန်=un,oon,wan ွတ်=ut,oot ိန်=ein,en ိမ်=ein,eim ိတ်=eik,eit ုန်=on,one,own ုမ်=on,one ုတ်=ok,oke "
    "ုပ်=ok,oke ုံ=on,one,own ို=o,oe ော=aw,au,or ေါ်=aw ော်=aw ေ=ay,e,ei,ae ဲ=e,eh,ae,ai ံ=an,am ိ=i ီ=i,ee,y ု=u ူ=u,oo ာ=a,ar "
    "ါ=a,ar း=,h ့= ်= ္= ့်= ်း="
)
_INHERENT = 0.25


def table() -> dict[str, dict[str, float]]:
    """P(Latin letters | chunk), the likelier spelling first; edges are themselves."""
    found: dict[str, dict[str, float]] = {"^": {"^": 1.0}, "$": {"$": 1.0}}
    for entry in f"{_ALONE} {_MEDIALS} {_RIMES}".split():
        chunk, _, spellings = entry.partition("=")
        found[chunk] = _shared(spellings.split(","))
    for entry in _ONSETS.split():
        chunk, _, spellings = entry.partition("=")
        bare = _shared(spellings.split(","))
        found[chunk] = {spelling: (1 - _INHERENT) * chance for spelling, chance in bare.items()}
        for spelling, chance in bare.items():
            found[chunk][spelling + "a"] = found[chunk].get(spelling + "a", 0.0) + _INHERENT * chance
    return found


def _shared(spellings: list[str]) -> dict[str, float]:
    """Each spelling half as likely as the one before."""
    weights = [0.5**place for place in range(len(spellings))]
    return {spelling: weight / sum(weights) for spelling, weight in zip(spellings, weights, strict=True)}
