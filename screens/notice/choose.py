"""Choosing a procedure: type a piece of its name, the ones for the topic stand first."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from desk.i18n import _
from desk.playbook.procedure import Procedure
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Column, PagedList


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: a procedure, and whether it helps with the topic of the case."""

    procedure: Procedure
    near: bool


def found(offers: Sequence[Offer], asked: str) -> list[Offer]:
    """The procedures meant by what was typed: in title, kind of business or other names."""
    words = asked.casefold().split()
    return [
        offer
        for offer in offers
        if all(
            any(
                word in known.casefold()
                for known in (
                    offer.procedure.title,
                    offer.procedure.business,
                    *offer.procedure.aliases,
                )
            )
            for word in words
        )
    ]


class ChooseProcedure(Vertical):
    """A line to type in over the list; enter takes the marked procedure."""

    class Taken(Message):
        """The person chose a procedure."""

        def __init__(self, procedure: Procedure) -> None:
            super().__init__()
            self.procedure = procedure

    def __init__(self) -> None:
        super().__init__(id="choose", classes="panel")
        self._offers: list[Offer] = []
        self._asked = ClerkInput(limit=40, placeholder=_("Type a piece of its name"))
        self._list = PagedList[Offer](
            [
                Column("", 2),
                Column(_("Business"), 20, grows=2),
                Column(_("Also called"), 16, grows=3, wide_only=False),
            ],
            lambda offer: (
                ("★", "soon") if offer.near else "",
                (offer.procedure.title, "strong"),
                (_(", ").join(offer.procedure.aliases), "faint"),
            ),
            empty=_("No business is called that."),
            empty_key=_("Type another word of it, or less."),
        )
        self._list.can_focus = False
        self.border_title = shown(_("Which business? ↑ ↓ mark, Enter takes"))
        self.border_subtitle = shown(
            _("Ctrl+K customer is back · Ctrl+X cannot be done, must wait")
        )

    def compose(self) -> ComposeResult:
        yield self._asked
        yield self._list

    def show(self, offers: Sequence[Offer]) -> None:
        """Offer these procedures, in this order."""
        self._offers = list(offers)
        self._filter()

    @property
    def marked(self) -> Procedure | None:
        """The procedure under the mark."""
        return self._list.marked.procedure if self._list.marked is not None else None

    def begin(self, *, another: bool = False) -> None:
        """Take the cursor; `another`: one more for the same paper."""
        title = _("Which business? ↑ ↓ mark, Enter takes")
        if another:
            title = _("Which business beside it? Nothing is asked for twice.")
        self.border_title = shown(title)
        self._asked.value = ""
        self._asked.focus()

    @on(Input.Changed)
    def _filter(self) -> None:
        self._list.show(found(self._offers, self._asked.text))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        self._chosen()

    @on(PagedList.Chosen)
    def _chosen(self) -> None:
        offer = self._list.marked
        if offer is not None:
            self.post_message(self.Taken(offer.procedure))

    def on_key(self, event: events.Key) -> None:
        steps = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self._list.cursor += steps[event.key]
