"""What is typed on the points of a case and not saved yet, with the drafts that keep it."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk.customer import Draft
from desk.enums import Cause, PointKind
from desk.i18n import _
from desk.point import IssuePoint
from screens.base import DeskScreen
from screens.case.content import Content, content_of, from_draft
from screens.drafts import DraftKeeper

if TYPE_CHECKING:
    from desk.services.base import Desk

FORM = "answer"
"""What the drafts of answers are called; their subject is REFERENCE/POSITION."""


class Typed:
    """Per point: what is on record as the person saw it, its version, and what they made of it."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._points: dict[int, IssuePoint] = {}
        self._stored: dict[int, Content] = {}
        self._typed: dict[int, Content] = {}
        self._keepers: dict[int, DraftKeeper] = {}
        self._restored: dict[int, Draft] = {}
        self._has_draft: set[int] = set()

    # -- reading ---------------------------------------------------------------------------

    @property
    def positions(self) -> Collection[int]:
        """The points on which something is not saved."""
        return frozenset(self._typed)

    def unsaved(self, position: int) -> bool:
        """Whether something on this point is not saved."""
        return position in self._typed

    def stored(self, position: int) -> Content:
        """What was on record when the person began."""
        return self._stored[position]

    def content(self, position: int) -> Content:
        """What stands in the form of this point."""
        return self._typed.get(position, self._stored[position])

    def version(self, position: int) -> int:
        """The version that the person saw."""
        return self._points[position].version

    def as_point(self, position: int) -> IssuePoint:
        """The point with what is typed about its kind, matter and cause."""
        content = self.content(position)
        cause = str(content["cause"])
        return replace(
            self._points[position],
            kind=PointKind(str(content["kind"])),
            matter=str(content["matter"]),
            cause=Cause(cause) if cause else None,
        )

    def words(self, position: int, desk: "Desk") -> str:
        """What to tell about this point's draft; "" when nothing was restored."""
        draft = self._restored.get(position)
        if draft is None or position not in self._typed:
            return ""
        at = desk.hours.local(draft.saved_at)
        return _(
            "✎ Typed on {moment} and not saved: Ctrl+S saves it, Ctrl+D throws it away."
        ).format(moment=f"{at:%m-%d %H:%M}")

    # -- changing --------------------------------------------------------------------------

    def take(self, points: Iterable[IssuePoint], drafts: Sequence[Draft]) -> None:
        """Points as they stand in the book now; drafts are given with the first look alone.

        Where something is not saved, the person goes on from the version that they saw.
        """
        for point in points:
            if point.position not in self._typed:
                self._points[point.position] = point
                self._stored[point.position] = content_of(point)
        for draft in drafts:
            self._restore(draft)

    def _restore(self, draft: Draft) -> None:
        number = draft.subject.rpartition("/")[2]
        if not number.isdigit() or int(number) not in self._points:
            return
        position, data = int(number), json.loads(draft.content)
        self._has_draft.add(position)
        content = from_draft(data, self._stored[position])
        if content == self._stored[position]:
            self._drop(position)
            return
        self._typed[position] = content
        self._restored[position] = draft
        seen = data.get("version")
        if isinstance(seen, int):
            self._points[position] = replace(self._points[position], version=seen)

    def note(self, position: int, content: Content) -> None:
        """The form of a point holds this now."""
        if position not in self._stored or content == self.content(position):
            return
        if content == self._stored[position]:
            self._typed.pop(position, None)
            self._restored.pop(position, None)
            self._drop(position)
            return
        self._typed[position] = content
        self._has_draft.add(position)
        self._keeper(position).touch()

    def keep(self) -> None:
        """Keep every draft now."""
        for position in self._typed:
            self._keeper(position).keep()

    def saved(self, point: IssuePoint, later: Content | None) -> None:
        """A point is on record as given; `later` is what was typed since, or goes on over it."""
        position = point.position
        self._points[position] = point
        self._stored[position] = content_of(point)
        self._restored.pop(position, None)
        self._typed.pop(position, None)
        if later is None or later == self._stored[position]:
            self._drop(position)
        else:
            self.note(position, later)

    def forget(self, position: int) -> None:
        """Throw away what is not saved."""
        self._typed.pop(position, None)
        self._restored.pop(position, None)
        self._drop(position)

    def _drop(self, position: int) -> None:
        if position in self._has_draft:
            self._has_draft.discard(position)
            self._keeper(position).drop()

    def _keeper(self, position: int) -> DraftKeeper:
        if position not in self._keepers:

            def gather() -> dict[str, Any]:
                return {**self.content(position), "version": self.version(position)}

            subject = f"{self._screen.subject}/{position}"
            self._keepers[position] = DraftKeeper(self._screen, FORM, subject, gather)
        return self._keepers[position]
