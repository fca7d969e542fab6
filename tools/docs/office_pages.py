"""The pages about the office: its states, who may do what, and its terms, printed from the code that holds them."""

from collections.abc import Iterator

import tools.docs.django_ready  # noqa: F401 - before the imports below, which need Django set up
from tools.docs.markdown import heading, joined, table
from wellfounded.cases.closing import CLOSED_FROM
from wellfounded.cases.deadline_terms import BASE, Circumstance, Law, Length, Rule, all_rules
from wellfounded.cases.models import DeadlineKind, ServedHow
from wellfounded.cases.permissions import PERMISSION_MAP, Permission
from wellfounded.cases.predicates import Predicate
from wellfounded.cases.states import OPEN_TO_EVIDENCE, OPEN_TO_FINDINGS, TRANSITIONS, State
from wellfounded.law.citation import Checked

CHECKED = {Checked.READ: "read", Checked.QUOTED: "quoted", Checked.UNCHECKED: "**not yet checked by a lawyer**"}
STATES = (
    "A case moves only along these arrows. Who may take each step stands in [permissions](permissions.md); what a step "
    "asks for besides, in [who decides](../explanation/who-decides.md)."
)
PERMISSIONS = (
    "What stands in no row is refused. A row allows when everything in it holds. Whether the state of a case allows "
    "the act is asked apart ([states](case-states.md)). No setting changes this table. The tests hold it against a "
    "second table that was written apart from the program, and every address of the office against both. The table "
    "here is wronged in 1,800 ways, a condition left out, turned round, exchanged or added "
    "(`python -m tools.mutate_permissions`): each is noticed."
)
DEADLINES = (
    f"A profile that sets no term of its own takes `{BASE}`'s. Days are counted from the day after the event, in the "
    "time zone of the office. A term whose last day is no working day in the State concerned ends with the next one. "
    "Of a State whose holidays are not known, Saturdays and Sundays are left out. Regional holidays are not known. A "
    "passed term refuses nobody: a late appeal is taken, and a person decides."
)
SENDING = (
    "Some laws count from the day on which a decision is *sent* (or handed over, or made known), others from the "
    "day on which it is *served*, that is, reaches the person. Whoever notes a service notes both days. The day "
    "that is shown, in lists, in the calendar and on paper, is never later than the last one by law as far as "
    "these rules give it: where nobody knows when a letter was sent, it is counted from the date of the letter; "
    "where the law may count a letter as arrived before it did, from that earlier day; where nobody noted whether "
    "the shorter term of some is theirs, it is the shorter one. The page says which of these it is, and what the "
    "latest day may be. What the office does not know never counts against the person: no appeal is called late, "
    "and no case is closed, before the time counted to that latest day is over. A letter that was drafted under "
    "other rules tells another term; the page of the decision says so."
)
WHEN = {
    Circumstance.IN_DETENTION: "of somebody in detention",
    Circumstance.ACCELERATED: "where refused as inadmissible or manifestly unfounded, or in a short procedure",
}


def state_page() -> str:
    """The states of a case as a diagram, and what may be written in each."""
    rows = [
        (
            str(state.label),
            ", ".join(str(end.label) for end in State if end in TRANSITIONS[state]),
            ", ".join(_written_in(state)) or "nothing on the record",
        )
        for state in State
    ]
    closings = [
        (str(kind.label), ", ".join(str(state.label) for state in State if state in CLOSED_FROM[kind]))
        for kind in CLOSED_FROM
    ]
    return joined(
        (
            "# The states of a case",
            STATES,
            _diagram(),
            table(("state", "goes on to", "what may be written"), rows),
            heading(2, "How a case is closed"),
            "Closing finds nothing on the claim.",
            table(("closed because", "from"), closings),
        )
    )


def permission_page() -> str:
    """Every permission with the rows that grant it, and every condition with what is said when it fails."""
    rows = [
        (f"`{permission}`", "; or ".join(_row_in_words(row) for row in PERMISSION_MAP[permission]))
        for permission in sorted(Permission)
    ]
    named = {predicate.name: predicate for rows in PERMISSION_MAP.values() for row in rows for predicate in row}
    conditions = [(_words(predicate), str(predicate.refusal)) for _, predicate in sorted(named.items())]
    return joined(
        (
            "# Who may do what",
            PERMISSIONS,
            table(("permission", "is held by"), rows),
            heading(2, "The conditions"),
            table(("condition", "what is said when it does not hold"), conditions),
        )
    )


def deadline_page() -> str:
    """The terms of every profile, with their law and how far it was checked."""
    rows = []
    for profile, rules in sorted(all_rules().items()):
        for kind, rule in rules.terms.items():
            laws = "; start: ".join(map(_law, (rule.length.law, *filter(None, (rule.start_law,)))))
            term = f"{_length(rule.length)} from {_words_of(rule.start)}"
            rows.append((f"`{profile}`", str(kind.label), term, laws, rule.note))
            rows += [(f"`{profile}`", *row) for row in _beside(kind, rule)]
    return joined(
        (
            "# Deadlines",
            DEADLINES,
            table(("profile", "what", "term", "law", "note"), rows),
            heading(2, "Sent and served"),
            SENDING,
        )
    )


def _beside(kind: DeadlineKind, rule: Rule) -> Iterator[tuple[str, str, str, str]]:
    """The shorter term of some, and how long after its sending a letter may count as arrived."""
    if (shorter := rule.shorter) is not None:
        term = f"{_length(shorter.length)} from {_words_of(rule.start)}"
        yield f"{kind.label}, {WHEN[shorter.when]}", term, _law(shorter.length.law), ""
    for how, one in rule.presumed.items():
        after = "its own date" if one.after_its_date else "it was sent"
        what = f"May count as arrived: {ServedHow(how).label.lower()}"
        yield what, f"{_length(one.length)} after {after}", _law(one.length.law), ""


def _length(length: Length) -> str:
    return f"{length.count} {_words_of(length.unit)}"


def _law(law: Law) -> str:
    return f"{law.source}, {law.at} ({CHECKED[law.checked]})"


def _words_of(name: str) -> str:
    return name.replace("_", " ")


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> registered"]
    lines += [f"    {state.value}: {state.label}" for state in State]
    lines += [f"    {start.value} --> {end.value}" for start in State for end in State if end in TRANSITIONS[start]]
    return "\n".join([*lines, "```"])


def _written_in(state: State) -> list[str]:
    said = ["facts and findings"] if state in OPEN_TO_FINDINGS else []
    return [*said, "papers and what the applicant says"] if state in OPEN_TO_EVIDENCE else said


def _row_in_words(row: tuple[Predicate, ...]) -> str:
    return " and ".join(_words(predicate) for predicate in row)


def _words(predicate: Predicate) -> str:
    return predicate.name.removeprefix("is_").replace("_", " ")
