"""Every remark that a review may make, explained."""

from tools.docs.markdown import joined, table
from tools.docs.words import words_of
from wellfounded.law.remark import RemarkCode, Severity

WEIGHT = {
    Severity.GRAVE: "grave: no decision may rest on it",
    Severity.LOOK: "someone should look",
    Severity.NOTE: "good to know",
}


def remark_page() -> str:
    """The table of remarks, the gravest first."""
    codes = sorted(RemarkCode, key=lambda code: (code.severity.rank, code))
    rows = [(f"`{code}`", WEIGHT[code.severity], words_of("remarks")[code], code.mend) for code in codes]
    return joined(
        (
            "# What a review remarks",
            words_of("intros")["remarks"],
            table(("code", "weight", "when it is made", "what to do"), rows),
        )
    )
