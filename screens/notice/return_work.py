"""A return visit in the making, without any widget: what is ticked now, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk.enums import MaterialState
from desk.forms import MaterialForm, NewItemForm, ReturnForm
from desk.notice.breach import NewlyMissing, NewReason
from desk.notice.model import MaterialRow
from desk.services.visits import Returned


@dataclass
class ReturnWork:
    """What the clerk has said so far about one return."""

    states: dict[str, MaterialState] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    """Only the answers that changed."""
    why: dict[str, str] = field(default_factory=dict)
    """By material: how it came that we had left it out."""
    send_away: bool = False
    send_away_reason: str = ""
    follows_by: str = ""
    shown: set[str] = field(default_factory=set)
    """Materials that stand in the list: once there, a line stays."""

    def form(self, due: date | None = None) -> ReturnForm:
        """What the service gets; `due` is the day on which the rest follows."""
        return ReturnForm(
            answers=dict(self.answers),
            materials=[
                MaterialForm(material=key, state=state, reason=self.reasons.get(key, ""))
                for key, state in self.states.items()
            ],
            new_items=[NewItemForm(material=key, reason=text) for key, text in self.why.items()],
            send_away=self.send_away,
            send_away_reason=self.send_away_reason,
            commitment_due=due,
        )

    def rows(self, all_rows: tuple[MaterialRow, ...], back: Returned) -> tuple[MaterialRow, ...]:
        """The lines to show of today's list: what is asked, and what was touched."""
        self.shown |= {row.material_id for row in back.asked} | set(self.states)
        return tuple(row for row in all_rows if row.material_id in self.shown)

    @staticmethod
    def omissions(back: Returned) -> list[NewlyMissing]:
        """What is asked now and we had left out."""
        return [newly for newly in back.new if newly.reason is NewReason.OMISSION]

    def as_draft(self) -> dict[str, Any]:
        """Plain data for a draft."""
        return {
            "states": {key: state.value for key, state in self.states.items()},
            "reasons": self.reasons,
            "answers": self.answers,
            "why": self.why,
            "send_away": self.send_away,
            "send_away_reason": self.send_away_reason,
            "follows_by": self.follows_by,
        }

    def restore(self, data: Mapping[str, Any]) -> None:
        """Go on from a draft."""
        known = {state.value for state in MaterialState}
        self.states = {
            str(key): MaterialState(value)
            for key, value in dict(data.get("states") or {}).items()
            if value in known
        }
        for name in ("reasons", "answers", "why"):
            setattr(self, name, {str(k): str(v) for k, v in dict(data.get(name) or {}).items()})
        self.send_away = bool(data.get("send_away"))
        self.send_away_reason = str(data.get("send_away_reason") or "")
        self.follows_by = str(data.get("follows_by") or "")
