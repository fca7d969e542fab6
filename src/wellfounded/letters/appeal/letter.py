"""The decision on an appeal made ready for paper: the sheet of a decision, in numbered paragraphs, without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, override

from wellfounded.accounts.models import Office
from wellfounded.cases.appeals import reasons_in
from wellfounded.cases.models import AppealOutcome
from wellfounded.cases.signed_texts import unsigned_among
from wellfounded.law.country_name import entity_name
from wellfounded.law.library import load_library
from wellfounded.letters.appeal.wording import KIND, SAY, text_hash
from wellfounded.letters.decision.letter import Letter, Numbered, day_in
from wellfounded.letters.decision.wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wellfounded.cases.models import Appeal, AppealResult

PERSON = "person"
_LAW_LANGUAGE = {"zh-hans": "zh-Hans"}
_NEXT = {
    AppealOutcome.CONFIRMED: ("other_ways",),
    AppealOutcome.WITHDRAWN: ("other_ways",),
    AppealOutcome.SENT_BACK: ("heard_again",),
}


def appeal_letter_of(appeal: Appeal, *, language: str, dated: date) -> Letter:
    """The letter of a decided appeal in a language in which its reasons were written."""
    with override(language):
        say = {name: str(text) for name, text in SAY.items()}
        office = Office.objects.first()
        reasons = list(_reasons(appeal, say, language=language))
        return Letter(
            language=language,
            office=office.name if office else "",
            title=say["title"],
            to=say["to"] % {"case": appeal.case.number},
            dated=say["dated"] % {"day": day_in(dated, language)},
            banners=tuple(_banners(appeal, say, language=language)),
            outcome=(Numbered(1, say[_outcome(appeal)]),),
            reasons=tuple(Numbered(number, text) for number, text in enumerate(reasons, start=2)),
            appeal=(),
            appeal_says=tuple(say[name] for name in _NEXT.get(AppealOutcome(appeal.outcome), ())),
            rights=tuple(say[name] for name in ("own_file", "explain", "complain", "keep_safe")),
            words=tuple(say[name] for name in WORDS),
            signed=_signed(appeal, say, language=language),
            rests=(),
            say=say,
        )


def _outcome(appeal: Appeal) -> str:
    return f"outcome_{appeal.outcome}" + (f"_{appeal.granted}" if appeal.granted else "")


def _reasons(appeal: Appeal, say: dict[str, str], *, language: str) -> Iterator[str]:
    late = "" if appeal.in_time else f" {say['late']}"
    yield say["lodged"] % {"day": day_in(appeal.lodged_on, language)} + late
    yield say["somebody_new"]
    for result in appeal.results.all():
        yield say[f"finding_{result.outcome}"] % {"title": _title(result, language)}
    for part in reasons_in(appeal, language).replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            yield part.strip()


def _title(result: AppealResult, language: str) -> str:
    """A finding by its title, in the language of the letter."""
    criteria = (one for provision in load_library().provisions for one in provision.criteria)
    found = next((one.title for one in criteria if one.id == result.criterion), "")
    title = gettext(found) if found else result.criterion.replace("_", " ")
    where = "" if result.entity == PERSON else entity_name(result.entity, _LAW_LANGUAGE.get(language, language))
    return f"{title} ({where})" if where else title


def _banners(appeal: Appeal, say: dict[str, str], *, language: str) -> list[str]:
    standing = {
        "fictional": appeal.case.fictional,
        "unsigned_language": bool(unsigned_among(language, {KIND: text_hash(language)})),
    }
    return [say[name] for name, stands in standing.items() if stands]


def _signed(appeal: Appeal, say: dict[str, str], *, language: str) -> str:
    if appeal.decided_by is None or appeal.decided_at is None:
        return ""
    day = day_in(timezone.localdate(appeal.decided_at), language)
    return say["signed"] % {"name": appeal.decided_by.username, "day": day}
