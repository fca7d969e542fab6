"""Random small laws, as a pack would hold them, read by the real readers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.factories import CLAIM, DECISION, mini
from tests.property.dice import Dice
from wellfounded.law.criterion import ProvisionFile, read_criterion
from wellfounded.law.document import Document
from wellfounded.law.fields import Fields
from wellfounded.law.law import Law, resolve

ON_COUNTRY = ("crossed", "beaten", "detained", "fears")
YEARS = ["departure_date", "return_date"]
ON_PERSON = ("crime_hinted", "serious_crime")
TESTS: tuple[dict[str, Any], ...] = (
    {"fact": "days_walked", "at_least": 5},
    {"fact": "days_walked", "less_than": 5},
    {"fact": "paper", "is": "permit"},
    {"fact": "paper", "is_one_of": ["permit", "passport"]},
    {"fact": "motives", "includes": "faith"},
    {"fact": "departure_date", "before": "claim_date"},
    {"fact": "departure_date", "on_or_after": "2010-06-01"},
    {"fact": "departure_date", "after": "return_date"},
    {"years_between": ["departure_date", "decision_date"], "at_least": 3},
)
COMMON = {
    "title": "A question",
    "text": "Asked by a random law.",
    "cite": [{"source": "guide", "at": "para 1", "checked": "unchecked"}],
}
ROLES = ("risk", "past_fact", "exclusion")  # the tiny law admits possible facts for the first only
FORMS = ("leaf", "all", "any", "not", "at_least", "unless", "any_unless")


def random_rule(dice: Dice, names: tuple[Any, ...], *, depth: int = 3) -> Any:
    """A rule over some names and tests, a few forms deep."""
    form = dice.pick(FORMS) if depth else "leaf"
    if form == "leaf":
        return dice.pick(names)
    if form == "not":
        return {"not": random_rule(dice, names, depth=depth - 1)}
    parts = [random_rule(dice, names, depth=depth - 1) for _ in range(dice.pick((2, 1, 3)))]
    if form == "at_least":
        return {"at_least": dice.pick(range(1, len(parts) + 1)), "of": parts}
    if form == "unless":
        return {"all": parts, "unless": [random_rule(dice, names, depth=depth - 1)]}
    if form == "any_unless":
        return {"any": parts, "unless": [random_rule(dice, names, depth=depth - 1)]}
    return {form: parts}


def _entry(dice: Dice, scope: str, *, rule: Any) -> dict[str, Any]:
    chosen = {
        "scope": scope,
        "favours": dice.pick(("applicant", "state")),
        "burden": dice.pick(("applicant", "shared", "state", "none")),
        "standard": dice.pick(ROLES),
    }
    return {**COMMON, **chosen, **({"evaluative": True} if rule is None else {"rule": rule})}


def random_law(dice: Dice, *, tests: bool = True) -> Law:
    """A law of two country questions, one that a person finds, one along the way, and two conclusions."""
    pool = dice.some(ON_COUNTRY, 3)
    own: tuple[Any, ...] = (*ON_PERSON, *(dice.some(TESTS, 2) if tests else ()))
    entries = {
        "judged": _entry(dice, "country", rule=None),
        "low": _entry(dice, "country", rule=random_rule(dice, (*pool, "judged", own[-1]))),
        "high": _entry(dice, "country", rule=random_rule(dice, (*pool, "low", own[-2]))),
    }
    way = {"all": ["sent_onward", {"at_end": dice.pick(("low", "high"))}]}
    entries["onward_way"] = _entry(dice, "route", rule=way)
    over = ({"for_each": "nationality", "every": "high"}, {"for_each": "country", "some": "low"}, {"same_as": "middle"})
    entries["middle"] = _entry(dice, "person", rule=random_rule(dice, (*own, over[0])))
    entries["goal"] = {**_entry(dice, "person", rule=random_rule(dice, (*own, *over))), "goal": True}
    there = ("low", "high", {"for_each": "onward", "some": "onward_way"}, {"host_bound_by": "pact", "article": "7"})
    entries["return_goal"] = {**_entry(dice, "country", rule=random_rule(dice, there)), "goal": True}
    return law_of_entries(entries)


def comparing_law(dice: Dice) -> Law:
    """A law whose one conclusion compares two days, or the years between them: random laws rarely come to that."""
    rules = ({"fact": "departure_date", "after": "return_date"}, {"years_between": YEARS, "at_least": 2})
    return law_of_entries({"goal": {**_entry(dice, "person", rule=dice.pick(rules)), "goal": True}})


def law_of_entries(entries: dict[str, Any]) -> Law:
    """The law of some criteria as they would stand in a pack, over the facts and treaties of the tiny law."""
    library = mini()
    fields = Fields.of(Document("random.yaml", {}, {}), (), value={"criteria": entries}, problems=[])
    children = fields.children("criteria").items()
    criteria = tuple(read_criterion(name, entry, sources=library.sources) for name, entry in children)
    assert not fields.problems, fields.problems
    provision = ProvisionFile("random", "Random", "pact", "", None, None, 1, criteria, "random.yaml")
    return resolve(replace(library, provisions=(provision,)), "plain", claim=CLAIM, decision=DECISION)
