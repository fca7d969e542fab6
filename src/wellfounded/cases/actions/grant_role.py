"""Grants a role to a colleague."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import RoleGrant, User
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.colleagues import check_roles, colleague_to_change
from wellfounded.cases.errors import Invalid, NotNow


@transaction.atomic
def grant_role(user: User, username: str, *, role: str) -> RoleGrant:
    """Grant it, unless it does not go together with a role that is held.

    Raises:
        NotAllowed, NotFound: see `colleague_to_change`.
        NotNow: the account is closed.
        Invalid: there is no such role, it is held already, or it clashes with another one.
    """
    colleague = colleague_to_change(user, username)
    if not colleague.is_active:
        raise NotNow(_("This account is closed."))
    held = {grant.role for grant in colleague.role_grants.filter(withdrawn_at=None)}
    if role in held:
        raise Invalid({"role": _("This role is held already.")})
    check_roles([*held, role], field="role")
    grant = RoleGrant.objects.create(user=colleague, role=role, granted_by=user)
    colleague.forget_roles()
    record(Event.ROLE_GRANTED, actor=user.username, subject=colleague.username, detail={"role": role})
    return grant
