"""Who ought to have which key of an office on PostgreSQL: read from the permission map, so that no second rule exists.

A key opens one compartment of one case or person. Whoever may read the compartment has it to read. Whoever may only
write there, and whoever brings others to the case, has it to seal and to hand on: the program reads nothing with that.
What a permission asks of the decision (who recommended, who reviewed) is left out: keys may reach a little further than
permissions, never less far.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wellfounded.accounts.models import RoleGrant
from wellfounded.accounts.roles import Role
from wellfounded.cases.models import Assignment, Case, Relation
from wellfounded.cases.permissions import Permission, answer
from wellfounded.cases.predicates import Standing
from wellfounded.cases.states import State
from wellfounded.vault.office_keys.entitlement import Entitled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from wellfounded.accounts.models import User

# Each compartment as it is sealed is what one reader may read; those of an erasure are made of one or two of these.
READ: dict[str, frozenset[Permission]] = {
    "account": frozenset({Permission.ACCOUNT_READ, Permission.EVIDENCE_READ}),
    "assessment": frozenset({Permission.ASSESSMENT_READ}),
    "course": frozenset({Permission.CASE_OPEN}),
    "decision": frozenset({Permission.DECISION_READ, Permission.DECISION_READ_SERVED}),
    "flags": frozenset({Permission.FLAGS_READ}),
    "identity": frozenset({Permission.IDENTITY_READ}),
    "medical": frozenset({Permission.MEDICAL_READ}),
    "needs": frozenset({Permission.NEEDS_READ}),
    "sources": frozenset({Permission.SOURCES_READ}),
}
WRITE: dict[str, frozenset[Permission]] = {
    "account": frozenset({Permission.EVIDENCE_ADD}),
    "assessment": frozenset({Permission.ASSESSMENT_WRITE, Permission.RECEIPT_MAKE}),
    "course": frozenset(),
    "decision": frozenset({Permission.DECISION_DRAFT, Permission.DECISION_SERVE, Permission.APPEAL_LODGE}),
    "flags": frozenset({Permission.FLAGS_WRITE}),
    "identity": frozenset({Permission.IDENTITY_WRITE, Permission.SAFEGUARDS_WRITE}),
    "medical": frozenset({Permission.MEDICAL_WRITE}),
    "needs": frozenset({Permission.NEEDS_WRITE, Permission.SAFEGUARDS_WRITE, Permission.SUPPORT_REFER}),
    "sources": frozenset({Permission.SOURCES_WRITE}),
}
HAND_ON = frozenset({Permission.OFFICE_CASE_ASSIGN, Permission.CASE_HAND_OVER})
# Whoever serves prints the letter, which nobody else reads yet.
SERVES = frozenset({State.DECIDED})
# Who reads one compartment of everybody: for them a key of the group, so that a role costs one wrap and not thousands.
IDENTITIES, NAMES = "group:identity", "group:names"
GROUP_ROLES = {
    IDENTITIES: frozenset({Role.MATCHER}),
    NAMES: frozenset({Role.MATCHER, Role.REGISTRAR, Role.INTERVIEWER, Role.PROTECTION_OFFICER}),
}
EXPORTS, LISTS, OWN = "exports", "lists", "own"


def entitled(subject: str, compartment: str) -> Entitled:
    """Who ought to have the key of this compartment: of `case:5`, `person:7`, `user:3` or the secret of the names."""
    kind, _, key = subject.partition(":")
    match kind:
        case "case":
            return _of_cases(Case.objects.filter(pk=int(key)), compartment)
        case "person":
            return _of_cases(Case.objects.filter(person=int(key)), compartment)
        case "user":
            return _of_user(subject, compartment)
        case _:
            return Entitled(read=frozenset({NAMES}))


def groups_of(roles: Collection[Role]) -> frozenset[str]:
    """The groups in which somebody with these roles is."""
    return frozenset(group for group, wanted in GROUP_ROLES.items() if wanted.intersection(roles))


def founds(person: str) -> frozenset[str]:
    """Whoever enters names is the first who needs the groups, and holds their keys until a member is let in."""
    kind, _, key = person.partition(":")
    enters = RoleGrant.objects.filter(role__in=GROUP_ROLES[NAMES], withdrawn_at=None, user__is_active=True)
    return frozenset(GROUP_ROLES) if kind == "user" and enters.filter(user=int(key)).exists() else frozenset()


def party(user: User) -> str:
    return f"user:{user.pk}"


def _of_cases(cases: Iterable[Case], compartment: str) -> Entitled:
    standings = list(_standings(cases))
    read = {party(one.user) for one in standings if _reads(one, compartment)}
    hold = {party(one.user) for one in standings if _may(one, WRITE[compartment] | HAND_ON)}
    if compartment == "identity":
        read.add(IDENTITIES)
    return Entitled(frozenset(read), frozenset(hold))


def _of_user(subject: str, compartment: str) -> Entitled:
    if compartment == LISTS:
        return Entitled(read=frozenset({IDENTITIES}))
    if compartment == EXPORTS:
        may_agree = RoleGrant.objects.filter(
            role__in=[Role.ADJUDICATOR, Role.COUNSEL, Role.PROTECTION_OFFICER],
            withdrawn_at=None,
            user__is_active=True,
        )
        return Entitled(read=frozenset({subject, *(f"user:{key}" for key in may_agree.values_list("user", flat=True))}))
    return Entitled(read=frozenset({subject}))


def _reads(standing: Standing, compartment: str) -> bool:
    if _may(standing, READ[compartment]):
        return True
    return compartment == "decision" and standing.state in SERVES and _may(standing, {Permission.DECISION_SERVE})


def _may(standing: Standing, permissions: Iterable[Permission]) -> bool:
    opens = answer(standing, Permission.CASE_OPEN).allowed
    return opens and any(answer(standing, permission).allowed for permission in permissions)


def _standings(cases: Iterable[Case]) -> Iterator[Standing]:
    """How everybody who is assigned stands to each case, in two questions."""
    held: dict[tuple[Case, User], set[Relation]] = defaultdict(set)
    rows = Assignment.objects.filter(case__in=cases, ended_at=None).select_related("case", "user")
    for row in rows:
        held[row.case, row.user].add(Relation(row.relation))
    roles: dict[int, set[Role]] = defaultdict(set)
    grants = RoleGrant.objects.filter(user__in={user.pk for _, user in held}, withdrawn_at=None)
    for holder, role in grants.values_list("user", "role"):
        roles[holder].add(Role(role))
    for (case, user), relations in held.items():
        yield Standing(user, frozenset(roles[user.pk]), case=case, relations=frozenset(relations))
