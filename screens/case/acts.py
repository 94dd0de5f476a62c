"""What the keys of a case do beside answering its points."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from desk.casework import Commitment
from desk.enums import CaseStatus
from desk.i18n import _
from desk.playbook.sentences import Sentence, SentenceUse
from desk.services import custody
from desk.views import CaseFile
from screens.case.beyond import BEYOND, Beyond, waiting
from screens.case.menu import deeds, offer_of
from screens.dialogs.tell import Tell
from screens.rooms import ROOMS

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

_DEED_OF = {"close_case": "close"}
_GATED = frozenset(
    {
        *("contact", "promise", "kept", "scope", "hand_over", "accept", "by_word", "end_offer"),
        *("add_point", "follow_up", "close_case", "answer", "words", "decide", "refer", "result"),
        *("slip", "take_over", "chain_paper", "back", "mind", "people", "concern", "identity"),
        *("large_print", "incident", "restore", "escalate", "raised", "manners"),
        *("confirm_record", "joint", "joint_copies", "card", "terminate", "reopen"),
    }
)


class CaseActs(Beyond):
    """Deeds of a case: each asks what it needs in a dialog, then the case is read again."""

    file: CaseFile | None = None

    @abstractmethod
    def load(self) -> None:
        """Read the case again."""

    @abstractmethod
    def jump(self, path: str) -> None:
        """Go to a field by its dotted path."""

    @abstractmethod
    def may_apologise(self) -> bool:
        """Whether the point in sight is found true, so that the letter apologises for it."""

    @abstractmethod
    def put_apology(self, text: str) -> None:
        """Put words of apology into the answer of the point in sight."""

    def why_not(self, action: str) -> str:
        return _("Not at this stage of the case: “Next” above says what comes now.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _GATED:
            if self.file is None:
                return None
            possible = deeds(self.file, self.desk_app.who)
            return True if _DEED_OF.get(action, action) in possible else None
        if action in ("digest", "beyond", "report", "elsewhere", "report_back"):
            return self._goes_beyond(action)
        return True

    def _goes_beyond(self, action: str) -> bool | None:
        if self.file is None or (self.ended and action not in ("digest", "report_back")):
            return None
        return True if action != "report_back" or waiting(self.file) else None

    def action_beyond(self) -> None:
        """The deeds that end somewhere else, in a menu of their own."""
        from screens.case.menu import Menu

        async def chosen(name: str | None) -> None:
            if name:
                await self.do(name)

        names = [name for name in BEYOND if self._goes_beyond(name)]
        self.app.push_screen(Menu(names), chosen)

    def letters(self) -> None:
        """F7: the reply that answers this case."""
        if "reply" in ROOMS:
            self.desk_app.go("reply", self.subject)
        else:
            super().letters()

    def action_menu(self) -> None:
        from screens.case.menu import Menu

        if self.file is None:
            return

        async def chosen(name: str | None) -> None:
            if name:
                await self.do(name)

        self.app.push_screen(Menu(deeds(self.file, self.desk_app.who)), chosen)

    async def do(self, name: str) -> None:
        """Do one of the deeds of `screens.case.menu` by its name."""
        from screens.case.menu import key_of

        key = key_of(name)
        target = self if key.id.startswith("case.") else self.app
        await self.app.run_action(key.action, target)

    # -- dialogs ---------------------------------------------------------------------------

    def open_dialog(self, dialog: Any, said: str, hint: str = "") -> None:
        """Show a dialog that saves by itself; then say so and read the case again."""

        def done(result: object) -> None:
            if result is not None:
                self.desk_app.tell(said, hint)
                self.load()

        self.app.push_screen(dialog, done)

    def action_contact(self) -> None:
        self._talk()

    def _talk(self, begun: str = "") -> None:
        """Note a contact; `begun` was said already."""
        from screens.case.contact import LogContact
        from screens.case.manners import to_say

        file, desk = self.file, self.desk_app.desk
        if file is not None and desk is not None:
            dialog = LogContact(self.subject, file.holder, to_say(file, desk), begun)

            def done(kept: object) -> None:
                if kept is None:
                    return
                both = _("The contact and the promise are noted.")
                self.desk_app.tell(both if dialog.promised.text else _("The contact is noted."))
                self.load()

            self.app.push_screen(dialog, done)

    def action_promise(self) -> None:
        from screens.case.talk import MakePromise

        file = self.file
        if file is None:
            return
        owner = file.holder
        dialog = MakePromise(self.subject, owner, [p.position for p in file.points])
        self.open_dialog(dialog, _("The promise is noted and followed until it is kept."))

    def action_escalate(self) -> None:
        from screens.case.raised import RaiseCase

        self.open_dialog(RaiseCase(self.subject), _("The case is raised; they see it at once."))

    def action_manners(self) -> None:
        from screens.case.manners import manners, to_say, to_write
        from screens.dialogs.sentences import Sentences

        file, desk = self.file, self.desk_app.desk
        if file is None or desk is None:
            return
        found = to_say(file, desk)
        if self.may_apologise():
            found += to_write(file, desk)

        def use(one: Sentence | None) -> None:
            if one is not None and one.use is SentenceUse.LETTER:
                self.put_apology(one.text)
            elif one is not None:
                self._talk(one.text)

        hint = _("Read one aloud; Enter notes it as said, or puts it into the letter's apology.")
        page = manners(file, desk)
        self.app.push_screen(Sentences(_("How to speak"), found, hint, page), use)

    def action_raised(self) -> None:
        from screens.case.raised import show_raised

        show_raised(self, self.subject)

    def action_kept(self, promise_id: str = "") -> None:
        from screens.case.talk import KeepPromise

        open_ = self._open_promises()
        if open_:
            self.open_dialog(
                KeepPromise(self.subject, open_, promise_id), _("The promise is noted as kept.")
            )

    def _open_promises(self) -> list[Commitment]:
        found = self.file.commitments if self.file else ()
        return [p for p in found if p.kept_on is None and not p.broken_reason]

    def action_hand_over(self) -> None:
        from screens.case.custody import OfferHandover

        self.open_dialog(
            OfferHandover(self.subject),
            _("The case is offered."),
            _("You hold it until it is accepted."),
        )

    def action_by_word(self) -> None:
        from screens.case.custody import AnswerByWord

        offer = offer_of(self.file) if self.file else None
        if offer is not None:
            self.open_dialog(AnswerByWord(self.subject, offer), _("The answer is noted."))

    def action_accept(self) -> None:
        def done(_handover: object) -> None:
            self.desk_app.tell(
                _("You hold {reference} now.").format(reference=self.subject),
                _("Contact the customer by the promised time."),
            )
            self.load()

        reference = self.subject
        self.write(lambda desk, who: custody.accept_handover(desk, who, reference), done)

    def action_end_offer(self) -> None:
        from screens.dialogs.prompt import Prompt

        offer = offer_of(self.file) if self.file else None
        if offer is None:
            return
        mine = offer.receiver_id == self.desk_app.who.staff_id
        reference = self.subject

        def work(desk: "Desk", who: "Actor", reason: str) -> object:
            end = custody.decline_handover if mine else custody.withdraw_handover
            return end(desk, who, reference, reason)

        def done(_handover: object) -> None:
            self.desk_app.tell(_("The offer is ended; the giver holds the case."))
            self.load()

        def ended(reason: str | None) -> None:
            if reason:
                self.write(lambda desk, who: work(desk, who, reason), done)

        title = _("Decline the handover") if mine else _("Take the offer back")
        self.app.push_screen(Prompt(title, _("Reason")), ended)

    def action_add_point(self) -> None:
        from screens.case.talk import AddPoint

        self.open_dialog(
            AddPoint(self.subject), _("The point is added."), _("The reply must answer it too.")
        )

    def action_mind(self) -> None:
        from screens.dialogs.mind import Mind

        customer = self.file.customer if self.file else None
        if customer is not None:
            self.app.push_screen(Mind(customer.id), lambda _changed: self.load())

    def action_record(self) -> None:
        from screens.case.happened import Happened

        desk = self.desk_app.desk

        def go(reference: str | None) -> None:
            if reference:
                self.desk_app.go("case", reference)

        if self.file is not None and desk is not None:
            self.app.push_screen(Happened(self.file, desk), go)

    def why(self) -> bool:
        self.action_explain()
        return self.file is not None

    def action_explain(self) -> None:
        from screens.case.explained import explained_on_strip

        desk = self.desk_app.desk
        if self.file is not None and desk is not None:
            clocks = sorted(self.file.clocks, key=lambda clock: bool(clock.verdict))
            words = explained_on_strip(clocks, desk, self.app.size.width)
            self.app.push_screen(Tell(_("Why these dates"), words, tall=True))

    @property
    def ended(self) -> bool:
        """Whether nothing in the case changes any more."""
        return self.file is not None and self.file.case.status is not CaseStatus.OPEN
