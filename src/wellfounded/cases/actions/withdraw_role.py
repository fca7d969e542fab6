"""Withdraws a role from a colleague. The grant stays on record with who withdrew it and when."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.colleagues import check_administrator_remains, colleague_to_change
from wellfounded.cases.errors import Invalid
from wellfounded.cases.key_sharing import leave_groups
from wellfounded.cases.leaving import let_go
from wellfounded.cases.models import Relation


@transaction.atomic
def withdraw_role(user: User, username: str, *, role: str, hand_over_to: str = "") -> RoleGrant:
    """Withdraw it. What was done in the role stands; the cases held in it go to the colleague who is named.

    Raises:
        NotAllowed, NotFound: see `colleague_to_change`.
        NotNow: it is the last administrator's, or cases are held in it that nobody takes.
        Invalid: the role is not held, or there is no such colleague to take the cases.
    """
    colleague = colleague_to_change(user, username)
    grant = colleague.role_grants.filter(role=role, withdrawn_at=None).first()
    if grant is None:
        raise Invalid({"role": _("This role is not held.")})
    if role == Role.ADMINISTRATOR:
        check_administrator_remains(colleague)
    relations = [relation for relation in Relation if relation.value == role]
    handed_over = let_go(colleague, relations, to=hand_over_to, by=user)
    grant.withdrawn_by, grant.withdrawn_at = user, timezone.now()
    grant.save(update_fields=["withdrawn_by", "withdrawn_at"])
    colleague.forget_roles()
    leave_groups(colleague)
    record(
        Event.ROLE_WITHDRAWN,
        actor=user.username,
        subject=colleague.username,
        detail={"role": role, "handed_over": handed_over},
    )
    return grant
