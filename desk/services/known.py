"""Hits of the one search box that stand in no case: articles of law and prepared scripts."""

from datetime import UTC, datetime, time

from desk.finding import FoundIn, FoundKind, Narrowing
from desk.i18n import _
from desk.playbook.lookup import Known, look_up
from desk.playbook.wording import fold
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.views import FoundRow

FIRST = "known:"
"""With what the cursors of these hits begin."""
EXCERPT = 60
"""Characters of a text that a list shows."""
BEFORE = 12


def known_rows(desk: Desk, text: str, narrowing: Narrowing, after: str = "") -> list[FoundRow]:
    """What the playbook holds on a text, in the language of the interface; no personal data."""
    if FoundKind.KNOWLEDGE not in narrowing.shelves:
        return []
    words = tuple(fold(text).split())
    found = look_up(desk.spoken, text, narrowing.topic)
    return [_row(one, words, n) for n, one in enumerate(found)][_begin(after) :]


def _begin(after: str) -> int:
    if not after.startswith(FIRST):
        return 0
    place = after.removeprefix(FIRST)
    if not (place.isdecimal() and len(place) <= 6):
        raise Refusal(_("This page of the list is unknown."), code="bad_cursor", field="after")
    return int(place) + 1


def _row(one: Known, words: tuple[str, ...], number: int) -> FoundRow:
    entry = one.entry
    at = min((fold(one.text).find(word) for word in words if word in fold(one.text)), default=0)
    begin = at - BEFORE if at > 2 * BEFORE else 0
    piece = ("…" if begin else "") + " ".join(one.text[begin : begin + EXCERPT].split())
    return FoundRow(
        kind=FoundKind.KNOWLEDGE,
        row_id=one.key,
        reference=one.title,
        title="",
        excerpt=piece,
        spans=_spans(fold(piece), words),
        where=FoundIn.ARTICLE if one.key.startswith("article:") else FoundIn.SCRIPT,
        at=datetime.combine(entry.valid_from, time.min, tzinfo=UTC),
        cursor=f"{FIRST}{number}",
    )


def _spans(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return tuple(sorted(found))
