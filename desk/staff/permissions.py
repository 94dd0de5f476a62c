"""What each role may do: one table, which every service asks before anything else."""

from enum import StrEnum

from desk.enums import Role


class May(StrEnum):
    """A kind of act that somebody is or is not allowed."""

    READ = "read"
    REGISTER = "register"
    WORK = "work"
    HAND_OVER = "hand_over"
    NOTIFY = "notify"
    WRITE_LETTER = "write_letter"
    DECIDE_SCOPE = "decide_scope"
    AGREE_BREACH = "agree_breach"
    APPROVE_LETTER = "approve_letter"
    ISSUE_LETTER = "issue_letter"
    SET_TEMPLATES = "set_templates"
    DELIVER = "deliver"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    TERMINATE = "terminate"
    """End the service in a case after lawful handling."""
    REVEAL = "reveal"
    OPEN_SEALED = "open_sealed"
    """See who reported."""
    ERASE = "erase"
    """Erase what somebody asked to have erased."""
    END_KEEPING = "end_keeping"
    """See what has been kept long enough, and have it erased."""
    LOOK_AFTER = "look_after"
    """Say who looks after a customer, what to mind, and who goes on with parked work."""
    MERGE = "merge"
    """Make two files of one customer one, and take that back."""
    AGREE = "agree"
    """Agree to what goes beyond a clerk: a promise, the time of a task, what was told by word."""
    TASKS = "tasks"
    """See the tasks of one's own department, or of one's cases, and answer them."""
    ANSWER_HALL = "answer_hall"
    """See at once what happens in the hall, and say what was done about it."""
    MANAGE_STAFF = "manage_staff"
    MANAGE_BOOK = "manage_book"
    ENCRYPT = "encrypt"
    """Encrypt the book, set its passphrase, make it readable again."""
    KEEP_BACKUPS = "keep_backups"
    """Make and check backups, say how long they are kept, put one in the place of the book."""
    KEEP_CALENDAR = "keep_calendar"
    """Enter holidays, days made up, closures and opening hours."""
    IMPORT = "import"
    """Take a list of the marketing system into the customer file."""
    OWN_PIN = "own_pin"


_COUNTER = {
    May.READ,
    May.REGISTER,
    May.WORK,
    May.HAND_OVER,
    May.NOTIFY,
    May.WRITE_LETTER,
    May.DELIVER,
    May.FOLLOW_UP,
    May.CLOSE,
    May.TASKS,
    May.OWN_PIN,
}
_LEADING = _COUNTER | {
    May.DECIDE_SCOPE,
    May.AGREE_BREACH,
    May.APPROVE_LETTER,
    May.ISSUE_LETTER,
    May.SET_TEMPLATES,
    May.REVEAL,
    May.LOOK_AFTER,
    May.MERGE,
    May.ANSWER_HALL,
    May.AGREE,
    May.MANAGE_STAFF,
    May.KEEP_BACKUPS,
    May.KEEP_CALENDAR,
    May.IMPORT,
}

PERMISSIONS: dict[Role, frozenset[May]] = {
    Role.CLERK: frozenset(_COUNTER),
    Role.LEAD: frozenset(_LEADING),
    Role.MANAGER: frozenset(
        _LEADING | {May.OPEN_SEALED, May.ERASE, May.END_KEEPING, May.TERMINATE, May.ENCRYPT}
    ),
    Role.DEPARTMENT: frozenset({May.READ, May.WORK, May.HAND_OVER, May.TASKS, May.OWN_PIN}),
    Role.ADMIN: frozenset(
        {
            *(May.READ, May.MANAGE_STAFF, May.MANAGE_BOOK, May.KEEP_CALENDAR, May.IMPORT),
            *(May.END_KEEPING, May.KEEP_BACKUPS, May.ENCRYPT, May.OWN_PIN),
        }
    ),
}
"""Role → what it may do. An administrator keeps the house and handles no cases."""


RANK = {Role.DEPARTMENT: 0, Role.CLERK: 0, Role.LEAD: 1, Role.MANAGER: 2, Role.ADMIN: 3}
"""Whom one may appoint or give a new PIN: those of one's own rank or below."""


def may(role: Role, act: May) -> bool:
    """Whether a role may do this."""
    return act in PERMISSIONS[role]
