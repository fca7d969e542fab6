"""On PostgreSQL, a second line behind the program: the server shows only rows of cases that the person works on.

For whom the program asks stands in a variable of the connection. A filter that was forgotten in a view then finds
nothing of somebody else's file; a connection that was told nothing finds no row at all. What is written is checked as
what is read. Tables that are counted or compared over the whole office have no policy: docs/threat-model.md.

The policies hold for the office's user of the database, not for the owner of the tables, who makes and alters them and
is not used while the office is open: its upgrades and its sweeping must miss no row. Whoever speaks SQL as the office's
user can set the variable: against them keys protect, and not this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.accounts.roles import ASKING, Role
from wellfounded.vault.row_security import OFFICE, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKS = f"current_setting('{VARIABLE}', true)"
SELF = f"CASE WHEN {ASKS} ~ '^[0-9]{{1,18}}$' THEN {ASKS}::bigint END"
# By table, the function that says of a row's column whether it is shown. A policy names no column but this one: what
# it names cannot be altered.
SHOWN = {
    "cases_bestinterests": "case(case_id)",
    "cases_custodyevent": "exhibit(exhibit_id)",
    "cases_decisionparagraph": "decision(decision_id)",
    "cases_exhibitcontent": "exhibit(exhibit_id)",
    "cases_exhibitpage": "exhibit(exhibit_id)",
    "cases_factentry": "case(case_id)",
    "cases_guardian": "case(case_id)",
    "cases_interviewline": "interview(interview_id)",
    "cases_passage": "exhibit(exhibit_id)",
    "persons_earlierclaim": "person(person_id)",
    "persons_exclusionflag": "person(person_id)",
    "persons_identitychange": "person(person_id)",
    "persons_journey": "person(person_id)",
    "persons_medicalnote": "person(person_id)",
    "persons_nottobetold": "person(person_id)",
    "persons_protectedsource": "person(person_id)",
    "persons_safecontact": "person(person_id)",
    "persons_specificneed": "person(person_id)",
}
# Those that matchers compare, of everybody.
COMPARED = {
    "persons_identity": "person(person_id)",
    "persons_identitydocument": "person(person_id)",
    "persons_personname": "person(person_id)",
    "persons_photo": "person(person_id)",
}
# As `roles.in_force` has it: whoever asks for names as well is no matcher meanwhile.
RESTS_BESIDE = ", ".join(sorted(f"'{role.value}'" for role in ASKING))
# Each begins with the name of this program, and names the tables with their schema: a dump looks for them in none.
# A relation opens a case only while its role is held, and an interpreter's only while the interview lasts.
FUNCTIONS = {
    "case(wanted bigint)": f"""
        SELECT EXISTS (
            SELECT FROM public.cases_assignment a
            JOIN public.accounts_rolegrant g ON g.user_id = a.user_id AND g.role = a.relation
            WHERE a.case_id = wanted AND a.user_id = {SELF} AND a.ended_at IS NULL AND g.withdrawn_at IS NULL AND (
                a.relation <> 'interpreter'
                OR EXISTS (SELECT FROM public.cases_case c WHERE c.id = wanted AND c.state = 'interview')
            )
        )""",  # noqa: S608 - constants of this program
    # Of no case yet: somebody is being registered.
    "person(wanted bigint)": """
        SELECT EXISTS (SELECT FROM public.cases_case WHERE person_id = wanted AND public.wellfounded_case(id))
            OR NOT EXISTS (SELECT FROM public.cases_case WHERE person_id = wanted)""",
    "exhibit(wanted bigint)": "SELECT public.wellfounded_case(case_id) FROM public.cases_exhibit WHERE id = wanted",
    "decision(wanted bigint)": "SELECT public.wellfounded_case(case_id) FROM public.cases_decision WHERE id = wanted",
    "interview(wanted bigint)": "SELECT public.wellfounded_case(case_id) FROM public.cases_interview WHERE id = wanted",
    "compares()": f"""
        SELECT EXISTS (
            SELECT FROM public.accounts_rolegrant
            WHERE user_id = {SELF} AND role = '{Role.MATCHER.value}' AND withdrawn_at IS NULL
        ) AND NOT EXISTS (
            SELECT FROM public.accounts_rolegrant
            WHERE user_id = {SELF} AND role IN ({RESTS_BESIDE}) AND withdrawn_at IS NULL
        )""",  # noqa: S608 - the same
}


def policies() -> dict[str, str]:
    """For each table, of which rows it is true that they are shown. What stands in brackets is asked once a query."""
    office, somebody = f"(SELECT {ASKS} = '{OFFICE}')", f"(SELECT {SELF}) > 0"
    compares = "(SELECT wellfounded_compares())"
    found = {table: f"wellfounded_{row}" for table, row in SHOWN.items()}
    found |= {table: f"({compares} OR wellfounded_{row})" for table, row in COMPARED.items()}
    return {table: f"{office} OR ({somebody} AND {rule})" for table, rule in found.items()}


def install() -> Iterator[str]:
    yield from functions()
    for table, rule in policies().items():
        yield f"DROP POLICY IF EXISTS own_cases ON {table}"
        yield f"CREATE POLICY own_cases ON {table} USING ({rule})"
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"


def functions() -> Iterator[str]:
    """As they are now; the policies name them, and stay."""
    for head, body in FUNCTIONS.items():
        yield f"CREATE OR REPLACE FUNCTION wellfounded_{head} RETURNS boolean LANGUAGE sql STABLE AS $${body}$$"


def remove() -> Iterator[str]:
    for table in policies():
        yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS own_cases ON {table}"
    for head in reversed(FUNCTIONS):
        yield f"DROP FUNCTION IF EXISTS wellfounded_{head.replace('wanted ', '')}"
