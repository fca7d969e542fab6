"""What a list on a page offers: countries and languages in the language of the screen, and the people of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.models import Relation
from wellfounded.cases.punctuation import listed
from wellfounded.law.country_name import country_name, country_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import Promise

Choice = tuple[str, "str | Promise"]

NOTHING: Choice = ("", _("Not known or not asked"))
CHOOSE: Choice = ("", _("Choose"))
# The catalogue of law writes the script with a capital letter, Django does not.
_NAMES_IN = {"en": "en", "ko": "ko", "zh-hans": "zh-Hans"}

LANGUAGES: tuple[Choice, ...] = (
    ("ko", _("Korean")),
    ("zh", _("Chinese (Mandarin)")),
    ("yue", _("Chinese (Cantonese)")),
    ("en", _("English")),
    ("am", _("Amharic")),
    ("ar", _("Arabic")),
    ("my", _("Burmese")),
    ("fr", _("French")),
    ("ja", _("Japanese")),
    ("km", _("Khmer")),
    ("ku", _("Kurdish")),
    ("lo", _("Lao")),
    ("mn", _("Mongolian")),
    ("ps", _("Pashto")),
    ("fa", _("Persian or Dari")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("so", _("Somali")),
    ("es", _("Spanish")),
    ("sw", _("Swahili")),
    ("th", _("Thai")),
    ("bo", _("Tibetan")),
    ("ti", _("Tigrinya")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
    ("ug", _("Uyghur")),
    ("vi", _("Vietnamese")),
)


def countries() -> list[Choice]:
    """Every country by its name in the language of the screen."""
    return [NOTHING, *sorted(((code, shown_country(code)) for code in country_names()), key=lambda pair: pair[1])]


def shown_country(code: str) -> str:
    return country_name(code, _NAMES_IN.get(get_language() or "en", "en"))


def languages() -> list[Choice]:
    return [NOTHING, *LANGUAGES]


def shown_language(code: str) -> str:
    return str(dict(LANGUAGES).get(code, code))


def colleagues(relations: Iterable[str] = Relation.values) -> list[Choice]:
    """Everybody who could be assigned in one of these relations, with the roles that say so."""
    roles = [Role(relation) for relation in relations]
    people = User.objects.filter(is_active=True, role_grants__role__in=roles, role_grants__withdrawn_at=None)
    return [
        ("", _("Choose a person")),
        *((one.username, f"{one} ({_roles(one)})") for one in people.distinct().order_by("name", "username")),
    ]


def _roles(user: User) -> str:
    return listed(sorted(str(role.label) for role in user.roles))


def to_choose(choices: Iterable[Choice]) -> list[Choice]:
    """The choices of something without which the page cannot be saved."""
    return [CHOOSE, *choices]


def with_blank(choices: Mapping[str, str] | Iterable[Choice]) -> list[Choice]:
    """The choices after one that says that nothing is known."""
    return [NOTHING, *choices]
