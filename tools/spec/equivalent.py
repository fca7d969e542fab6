"""Mutants that no example can notice, because the wronged rule means the same, each with its reason.

`EQUIVALENT` are those of the base, `EQUIVALENT_IN_VERSIONS` those of the profiles, each after its version.
"""

_HARM = (
    "serious_harm_in_country: dropped {} from any of (torture_risk, irreparable_harm_risk, real_risk_ill_treatment, …)"
)
_SAME_HARM = "irreparable harm is torture or ill-treatment: any two of the three say the same as all three"
_FORCES = (
    "exclusion_indicated: dropped {} from any of (served_in_army, served_in_security_forces, member_of_armed_group)"
)
_SERVICE = "such service opens the gate by itself, with fighting or without"
_ARTICLES = "no State on record is bound by one of the two articles and not by the other"

EQUIVALENT = {
    _HARM.format("torture_risk"): _SAME_HARM,
    _HARM.format("irreparable_harm_risk"): _SAME_HARM,
    _HARM.format("real_risk_ill_treatment"): _SAME_HARM,
    _FORCES.format("served_in_security_forces"): _SERVICE,
    _FORCES.format("member_of_armed_group"): _SERVICE,
    (
        "economic_motive_answered: dropped exit_carries_opinion from any of "
        "(economic_persecution, exit_punished_as_persecution, sur_place, …)"
    ): "it holds only where exit_punished_as_persecution holds, which is in the list too; it is named for the reader",
    "iccpr_bars: all for any of (iccpr 6, iccpr 7)": _ARTICLES,
    "iccpr_bars: dropped iccpr 6 from any of (iccpr 6, iccpr 7)": _ARTICLES,
    "iccpr_bars: dropped iccpr 7 from any of (iccpr 6, iccpr 7)": _ARTICLES,
    "echr_bars: all for any of (echr 2, echr 3)": _ARTICLES,
    "echr_bars: dropped echr 2 from any of (echr 2, echr 3)": _ARTICLES,
    "echr_bars: dropped echr 3 from any of (echr 2, echr 3)": _ARTICLES,
}

_BOUND = "{}: art33_bars: {}"
_NO_TREATY = "dropped  from all of (, objective_risk, persecution, …)"
_EITHER = "all for any of (csr51 33, psr67 I)"
_CONVENTION = "dropped csr51 33 from any of (csr51 33, psr67 I)"
_PROTOCOL = "dropped psr67 I from any of (csr51 33, psr67 I)"
_BOTH = "on every day of this version its host is bound by the Convention and by the Protocol"
_PROTOCOL_ONLY = "on every day of this version its host is bound by the Protocol, and never by the Convention itself"
_ECHR = "echr 1950: echr_examination_missing: {}"

EQUIVALENT_IN_VERSIONS = {
    **{
        _BOUND.format(version, what): _BOTH
        for version in ("australia 2014", "australia 2023", "uk 2022")
        for what in (_NO_TREATY, _EITHER, _CONVENTION, _PROTOCOL)
    },
    **{_BOUND.format("usa 2005", what): _PROTOCOL_ONLY for what in (_NO_TREATY, _CONVENTION)},
    _ECHR.format("all for any of (echr 2, echr 3)"): _ARTICLES,
    _ECHR.format("dropped echr 2 from any of (echr 2, echr 3)"): _ARTICLES,
    _ECHR.format("dropped echr 3 from any of (echr 2, echr 3)"): _ARTICLES,
}
