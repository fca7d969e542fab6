"""The grammar of the log: `source:subject:action`. Every kind of entry is listed here and documented."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What may stand in the log; reading counts as much as writing."""

    # keep each block in alphabetical order
    ACCOUNT_CREATED = "office:account:created"
    ACCOUNT_CLOSED = "office:account:closed"
    ROLE_GRANTED = "office:role:granted"
    ROLE_WITHDRAWN = "office:role:withdrawn"
    SIGNED_IN = "office:session:opened"
    SIGNED_OUT = "office:session:closed"
    SIGN_IN_REFUSED = "office:session:refused"
    LOG_CHECKPOINTED = "office:log:checkpointed"
    LOG_READ = "office:log:read"

    CASE_ASSIGNED = "case:assignment:made"
    CASE_UNASSIGNED = "case:assignment:ended"
    CASE_MOVED = "case:state:changed"
    CASE_OPENED = "case:record:read"
    CASE_REFUSED = "case:record:refused"
    CASE_REGISTERED = "case:record:registered"
    CASE_SEARCHED = "case:register:searched"
    STATUS_CHANGED = "case:status:changed"
