"""One-time notification (一次性告知): the whole list, told once, on paper."""

from desk.notice.breach import NewlyMissing, NewReason, is_breach, new_missing
from desk.notice.draft import blanks, confirm, draft, fee_for, form_words, give, limit_for
from desk.notice.model import Blank, Checklist, MaterialRow, Notice, NoticeDraft, Tick
from desk.notice.tailor import (
    asked,
    check_in_force,
    complete,
    fits,
    may_follow,
    missing,
    satisfied,
    settled,
    tailor,
    tick,
    told,
    unanswered,
)

__all__ = [
    "Blank",
    "Checklist",
    "MaterialRow",
    "NewReason",
    "NewlyMissing",
    "Notice",
    "NoticeDraft",
    "Tick",
    "asked",
    "blanks",
    "check_in_force",
    "complete",
    "confirm",
    "draft",
    "fee_for",
    "fits",
    "form_words",
    "give",
    "is_breach",
    "limit_for",
    "may_follow",
    "missing",
    "new_missing",
    "satisfied",
    "settled",
    "tailor",
    "tick",
    "told",
    "unanswered",
]
