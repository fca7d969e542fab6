"""The letter's own words, in each language. The paragraphs bring theirs from the decision."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

if TYPE_CHECKING:
    from django.utils.functional import Promise

KIND = "decision_letter"

# What a reader may not know of an office's words. In Korean each notes the word that is usual in the North, where it
# differs.
WORDS: dict[str, Promise] = {
    "word_refugee": _("Refugee: somebody who may not be sent back to a country where they would be persecuted."),
    "word_complementary": _(
        "Complementary protection: somebody is not called a refugee, and all the same may not be sent back, because of "
        "another serious danger."
    ),
    "word_interview": _("Interview: the talk in which you told this office what happened to you."),
    "word_counsel": _("Counsel: a lawyer, or somebody else, who speaks and writes for you."),
    "word_appeal": _("Appeal: you say that the decision is wrong, and somebody else looks at it anew."),
    "word_own_file": _("Own file: the papers and records that this office keeps about you."),
}

SAY: dict[str, Promise] = {
    "title": _("Decision on your claim for protection"),
    "to": _("To the applicant in case %(case)s"),
    "dated": _("Date of this letter: %(day)s"),
    "draft": _("Draft. This is not a decision: nobody has signed it."),
    "unsigned_language": _(
        "No qualified reader has checked the texts of this language. This copy may not be handed over."
    ),
    "fictional": _("A fictional case. The person does not exist."),
    "withdrawn": _("Withdrawn before it was handed over. It has no effect."),
    "decision": _("The decision"),
    "reasons": _("The reasons"),
    "appeal": _("If you do not agree"),
    "appeal_free": _("Asking for an appeal costs nothing and cannot make your situation worse."),
    "appeal_how": _(
        "Say to anybody of this office, to your counsel or in writing that you do not agree. No form is needed."
    ),
    "no_return": _("You may not be sent away because of this letter while an appeal is open."),
    "rights": _("Your rights"),
    "own_file": _("You may see your own file and have a copy of what you said."),
    "explain": _(
        "You may have this letter explained to you in your own language, with an interpreter of the sex you choose."
    ),
    "complain": _("You may complain about how you were treated. A complaint changes nothing in your claim."),
    "keep_safe": _(
        "Keep this letter where nobody finds it who could harm you. You may ask the office to keep it for you."
    ),
    "words": _("Words in this letter"),
    **WORDS,
    "signed": _(
        "Decided by %(name)s on %(day)s. Another person had prepared the decision, and another had reviewed it."
    ),
    "signed_by_two": _("Decided by %(name)s on %(day)s, who had reviewed what another person had prepared."),
    "rests_on": _("What each paragraph rests on"),
    "paragraph": _("Paragraph"),
    "source": _("Source"),
    "place": _("Place"),
    "read": _("compared with the source"),
    "quoted": _("quoted in a decision that was read"),
    "unchecked": _("not checked yet"),
}


def text_hash(language: str) -> str:
    """What a qualified reader signs off: every word of the letter in this language."""
    with override(language):
        told = "\0".join(f"{name}\0{text}" for name, text in sorted(SAY.items()))
    return hashlib.sha256(told.encode()).hexdigest()
