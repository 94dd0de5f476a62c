"""What the keys of the board do with its cases: the marked one, or all that are picked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from desk.custody import Handover
from desk.forms import HandoverForm
from desk.i18n import _
from desk.refusals import Refusal
from desk.services import custody
from desk.views import QueueRow, View
from screens.board.queue import QueueRoom
from screens.copying import Copy, about
from screens.dialogs.prompt import Prompt
from screens.each import Came, Row, for_each, tell_each
from screens.undo import Step
from screens.widgets.picks import Picked

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that can be done on another case in the same way: `said` has a place for {n}."""

    said: str
    act: "Callable[[Desk, Actor, str], object]"


class BoardDeeds(QueueRoom):
    """Accept, decline, hand over, remind: each is told, and the list is read again."""

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._last: Deed | None = None
        self._done_to = ""
        """The case to which it was done last: it is not done to it twice."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.row
        if action in ("accept", "decline"):
            return self._offered_to_me(row)
        if action == "hand_over":
            return True if self.picked() or (row is not None and not row.offered_to) else None
        if action == "again":
            return True if self._last is not None and row is not None else None
        if action == "unpick":
            return bool(self.picked())
        return super().check_action(action, parameters)

    def _offered_to_me(self, row: QueueRow | None) -> bool:
        return row is not None and bool(row.offered_to) and self.view is View.TO_ACCEPT

    # -- several at once -------------------------------------------------------------------

    def picked(self) -> tuple[str, ...]:
        return tuple(row.reference for row in self._list.picked)

    def copies(self) -> list[Copy]:
        if several := self.picked():
            return [Copy(_("Numbers"), "\n".join(several))]
        here = self.file is not None and self.file.case.reference == self.reference()
        return list(about(self.file)) if self.file is not None and here else super().copies()

    @on(Picked)
    def _others_picked(self) -> None:
        self.refresh_keys()

    def do_each(self, deed: Deed, references: tuple[str, ...]) -> None:
        """Do the same with each of these cases; ctrl+down does it again on the next."""
        self._last, self._done_to = deed, references[-1]

        def done(came: list[Came]) -> None:
            tell_each(self, came, deed.said)
            self._list.unpick()
            self.file = None
            self.load()

        self.write(for_each([Row(one, one) for one in references], deed.act), done)

    def action_again(self) -> None:
        """The last act of this list, on the next case or on all that are picked."""
        if not self.picked() and self.reference() == self._done_to:
            self._list.cursor += 1
        references = self.picked() or tuple(filter(None, (self.reference(),)))
        if self._last is not None and references:
            self.do_each(self._last, references)

    def action_unpick(self) -> None:
        self._list.unpick()

    # -- one by one ------------------------------------------------------------------------

    def action_accept(self) -> None:
        if several := self.picked():
            self.do_each(Deed(_("{n} cases are yours now."), custody.accept_handover), several)
            return
        reference = self.reference()

        def done(_handover: Handover) -> None:
            self.desk_app.tell(
                _("You hold {reference} now.").format(reference=reference),
                _("Contact the customer by the promised time."),
            )
            self.file = None
            self.load()
            self.desk_app.go("case", reference)

        self.write(lambda desk, who: custody.accept_handover(desk, who, reference), done)

    def action_decline(self) -> None:
        reference = self.reference()

        def decline(reason: str | None) -> None:
            if reason:
                self.write(
                    lambda desk, who: custody.decline_handover(desk, who, reference, reason), done
                )

        def done(_handover: Handover) -> None:
            self.desk_app.tell(
                _("{reference} stays with the giver, who sees your reason.").format(
                    reference=reference
                )
            )
            self.file = None
            self.load()

        title = _("Decline {reference}").format(reference=reference)
        self.app.push_screen(Prompt(title, _("Reason")), decline)

    def action_hand_over(self) -> None:
        from screens.case.custody import OfferHandover

        several = self.picked()
        reference = several[0] if several else self.reference()
        dialog = OfferHandover(reference, several)

        def done(made: Handover | list[Came] | None) -> None:
            if made is None:
                return
            form = dialog.sent
            if form is not None:
                self._last, self._done_to = _offering(form), reference
            if isinstance(made, list):
                tell_each(self, made, _("{n} cases are offered."), _holds())
                self._list.unpick()
            else:
                self._offered(made, reference)
            self.file = None
            self.load()

        self.app.push_screen(dialog, done)

    def _offered(self, handover: Handover, reference: str) -> None:
        self.desk_app.tell(
            _("{reference} is offered to {name}.").format(
                reference=reference, name=handover.receiver_name
            ),
            _holds(),
        )

        def back() -> None:
            reason = _("Offered by mistake, taken back at once.")
            self.write(
                lambda desk, who: custody.withdraw_handover(desk, who, reference, reason),
                lambda _ended: self.load(),
            )

        self.edits.note(Step(back, what=_("the handover")))

    def refused(self, refusal: Refusal) -> None:
        super().refused(refusal)
        # The list showed something that is no longer so.
        self.load()


def _holds() -> str:
    return _("You hold it until it is accepted.")


def _offering(form: HandoverForm) -> Deed:
    return Deed(
        _("{n} cases are offered."),
        lambda desk, who, reference: custody.offer_handover(desk, who, reference, form),
    )
