"""The examples of a criterion as the rows of a table, in the words of the catalogue."""

from collections.abc import Iterator, Mapping
from typing import Any

from tools.docs.markdown import table
from tools.spec.example import HOME, Entry, Example
from wellfounded.law.country_name import country_name
from wellfounded.law.law import Law

FLAG_WORDS = {
    "not_established": "“not established”, never “disproved”",
    "rests_on_possible": "rests on a fact accepted as possible",
    "rests_on_contested": "rests on a fact with evidence both ways",
    "waits_to_be_put": "a point has still to be put to the person",
    "waits_for_person": "waits for a person's finding",
    "waits_for_law": "waits for a record of law that is not held",
    "conceded": "rests on what was conceded or assumed",
    "by_cases": "whichever way the open facts go",
}
FOUND_WORDS = {
    "established": "found",
    "not_established": "found not to be so",
    "assumed": "taken as met",
    "conceded": "conceded",
    "left_open": "left open",
}
BREAK = "<br>"
BETWEEN = " · "
STATES = ("established", "possible", "refuted", "contradicted", "unknown", "unknowable")


def example_table(entry: Entry, law: Law) -> str:
    """What is given throughout, and the table of examples."""
    given = setting_in_words(entry.given, law)
    rows = [_row(example, law) for example in _lines(entry)]
    head = f"*Given throughout:* {given}\n\n" if given else ""
    return head + table(("example", "what is recorded", "finding"), rows)


def _lines(entry: Entry) -> Iterator[Example]:
    """The examples as they were written: one for each line of the file."""
    seen: set[int] = set()
    for example in entry.examples:
        if example.line not in seen:
            seen.add(example.line)
            yield example


def _row(example: Example, law: Law) -> tuple[str, str, str]:
    words = setting_in_words(example.own, law)
    name = example.name
    if example.each:
        name = name.rpartition(": ")[0]
        each = BETWEEN.join(_title(item, law) for item in example.each)
        words = BREAK.join(part for part in (words, f"{_as(example)}, one by one: {each}") if part)
    label = f"**{example.finding.replace('_', ' ')}**"
    flags = "; ".join(FLAG_WORDS[flag] for flag in example.flags)
    note = f" (the encoded law does not give this yet: {example.disagrees})" if example.disagrees else ""
    return name, words or "nothing", f"{label}{'; ' if flags else ''}{flags}{note}"


def _as(example: Example) -> str:
    first = example.each[0]
    settled = example.setting["facts"].get(first)
    return str(settled) if settled is not None else FOUND_WORDS[example.setting["found"][first]]


def setting_in_words(setting: Mapping[str, Any], law: Law) -> str:
    """Facts, findings and circumstances in words."""
    return BREAK.join((*_facts(setting, law), *_found(setting, law), *_circumstances(setting)))


def _facts(setting: Mapping[str, Any], law: Law) -> Iterator[str]:
    for place, facts in _by_place(setting.get("facts") or {}):
        for state in STATES:
            names = [name for name, value in facts.items() if value == state]
            if names:
                yield f"{place}{state}: {BETWEEN.join(_title(name, law) for name in names)}"
        for name, value in facts.items():
            if value not in STATES:
                yield f"{place}{_title(name, law)}: {_value(value)}"


def _found(setting: Mapping[str, Any], law: Law) -> Iterator[str]:
    assumed = dict.fromkeys(setting.get("assumed") or (), "assumed")
    for place, found in _by_place({**assumed, **(setting.get("found") or {})}):
        for word, words in FOUND_WORDS.items():
            names = [name for name, value in found.items() if value == word]
            if names:
                yield f"{place}*{words}:* {BETWEEN.join(_title(name, law) for name in names)}"


def _by_place(values: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What stands flat, then each group with the name of its country or way onward."""
    flat = {name: value for name, value in values.items() if not isinstance(value, dict)}
    if flat:
        yield "", flat
    for name, value in values.items():
        if isinstance(value, dict):
            yield f"{_place(name)}, ", value


def _place(name: str) -> str:
    start, _, end = name.partition(">")
    return f"from {country_name(start)} on to {country_name(end)}" if end else country_name(start)


def _circumstances(setting: Mapping[str, Any]) -> Iterator[str]:
    for key, words in (("nationality", "nationality"), ("former_residence", "former home"), ("host", "host")):
        value = setting.get(key)
        codes = [value] if isinstance(value, str) else value or []
        if codes and codes != [HOME]:
            yield f"{words}: {', '.join(country_name(code) for code in codes)}"
    for key, words in (("date", "claim of"), ("decision", "decided on")):
        if setting.get(key):
            yield f"{words} {setting[key]}"
    if setting.get("closed"):
        yield "the record is closed"
    if setting.get("benefit_of_doubt"):
        yield "a person gave the benefit of the doubt"
    if setting.get("put") is not None:
        put = setting["put"]
        yield "put to the person" if isinstance(put, list) and put else "nothing was put to the person"


def _title(name: str, law: Law) -> str:
    definition = law.facts.get(name) or law.criteria.get(name)
    return definition.title if definition else name


def _value(value: Any) -> str:
    return ", ".join(str(item).replace("_", " ") for item in (value if isinstance(value, list) else [value]))
