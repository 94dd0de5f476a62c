"""What the keys of a case do about mistakes, and about papers that were left with us."""

from collections.abc import Callable
from typing import Any

from desk.customer import Draft
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.letter.life import Letter
from desk.parked import INTAKE
from desk.record import CaseLink, Supplement
from desk.services import drafts, linking
from desk.services.mistakes import Corrected
from screens.case.beyond import waiting
from screens.case.dates import Dates
from screens.case.menu import MENDING, Menu
from screens.undo import Step

_OPEN_ONLY = frozenset({"mend", *MENDING})


class Mending(Dates):
    """Nothing is overwritten: what is put right stands beside what it puts right."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _OPEN_ONLY:
            return True if self.file is not None and not self.ended else None
        if action == "follow":
            return True if self.ended else None
        if action == "handed_in":
            there = self.file is not None and (not self.ended or self.file.papers)
            return True if there else None
        return super().check_action(action, parameters)

    def action_mend(self) -> None:
        async def chosen(name: str | None) -> None:
            if name:
                await self.do(name)

        self.app.push_screen(Menu(MENDING, _("Put right or end")), chosen)

    def action_supplement(self) -> None:
        from screens.case.mistakes import AddSupplement

        def done(added: Supplement | None) -> None:
            if added is not None:
                self.desk_app.tell(
                    _("Supplement {number} is added.").format(number=added.position),
                    _("If it asks for something new, add a point: the reply must answer it."),
                )
                self.load()

        self.app.push_screen(AddSupplement(self.subject), done)

    def action_amend(self) -> None:
        from screens.case.amend import Amend

        if self.file is not None:
            self._correct(Amend(self.subject, self.file), _("It is put right."))

    def action_wrong_customer(self) -> None:
        from screens.case.wrong_customer import WrongCustomer

        self._correct(WrongCustomer(self.subject), _("The case is moved."))

    def action_withdraw(self) -> None:
        from screens.case.mistakes import Withdraw

        said = _("The case is withdrawn; its number stays.")
        self._correct(Withdraw(self.subject), said, self._still_to_tell())

    def _still_to_tell(self) -> str:
        """Which other channel waits for our answer all the same."""
        refs = waiting(self.file) if self.file is not None else []
        words = _("{channel} was not told what came of {number}.")
        return "".join(words.format(channel=label(one.source), number=one.number) for one in refs)

    def action_annul(self) -> None:
        from screens.case.mistakes import Annul

        self._correct(Annul(self.subject), _("The case is annulled; its number stays."))

    def action_link(self) -> None:
        from screens.case.mistakes import LinkCase

        def done(made: CaseLink | None) -> None:
            if made is not None:
                self.desk_app.tell(
                    _("They are linked."), _("F5 shows both, each leads to the other.")
                )
                ends = {made.case_id, made.other_id}
                self.link_may_go(lambda: next(r for i, r in self._linked.items() if i in ends))
                self.load()

        self.app.push_screen(LinkCase(self.subject), done)

    @property
    def _linked(self) -> dict[str, str]:
        return dict(self.file.linked) if self.file is not None else {}

    def link_may_go(self, other: Callable[[], str]) -> None:
        """A case was named beside this one just now: ctrl+z ends the link again."""

        def back() -> None:
            reference, named = self.subject, other()
            reason = _("Named by mistake, taken back at once.")
            self.write(
                lambda desk, who: linking.unlink_cases(desk, who, reference, named, reason),
                lambda _ended: self.load(),
            )

        self.edits.note(Step(back, what=_("the link")))

    def action_unlink(self) -> None:
        """End a link of this case, with a reason."""
        from screens.case.mistakes import EndLink

        if self.file is None:
            return
        if not self.file.linked:
            self.desk_app.tell(_("No case is linked to this one."))
            return

        def done(ended: CaseLink | None) -> None:
            if ended is not None:
                self.desk_app.tell(_("The link is ended; it stays on record with its reason."))
                self.load()

        self.app.push_screen(EndLink(self.subject, sorted(self.file.linked.values())), done)

    def action_handed_in(self) -> None:
        from screens.case.handed_in import PapersHere

        if self.file is not None:
            self.app.push_screen(PapersHere(self.subject), lambda _changed: self.load())

    def action_tasks(self, first: str = "") -> None:
        """The tasks of the case, from that with this number."""
        from screens.dialogs.tasks import Tasks

        self.app.push_screen(Tasks(self.subject, first), lambda _none: self.load())

    def action_promises(self) -> None:
        from screens.dialogs.promises import Promises

        self.app.push_screen(Promises(self.subject), lambda _none: self.load())

    # -- after a correction ----------------------------------------------------------------

    def _correct(self, dialog: Any, said: str, hint: str = "") -> None:
        """Show a dialog that corrects, say what it did, then name letters that say the old."""

        def done(made: Corrected | None) -> None:
            if made is None:
                return
            self.desk_app.tell(said, hint)
            self.load()
            self._tell_letters(made)

        self.app.push_screen(dialog, done)

    def _tell_letters(self, made: Corrected) -> None:
        from screens.case.still_saying import StillSaying, void

        known = self.file.letters if self.file is not None else ()
        letters = [letter for letter in known if letter.number in made.letters]
        if not letters:
            return

        def chosen(what: Letter | str | None) -> None:
            if isinstance(what, Letter):
                void(self, what)
            elif what:
                self.action_papers()

        self.app.push_screen(StillSaying(letters, open_=made.case.closed_at is None), chosen)

    # -- after the end ---------------------------------------------------------------------

    def action_follow(self) -> None:
        """A new case of the same customer, which names this one as the earlier."""
        from screens.intake.sheet import Sheet, Visitor, Who, to_json

        file = self.file
        if file is None:
            return
        visitor = Visitor()
        if file.customer is not None:
            visitor = Visitor(
                who=Who.KNOWN,
                customer_id=file.customer.id,
                name=file.customer.name,
                salutation=file.customer.salutation,
                phone=file.customer.phone,
                account_no=file.case.account_no,
                address=file.case.address,
                special_care=file.customer.special_care,
            )
        sheet = Sheet(visitor=visitor, topic=file.case.topic, follows=file.case.reference)
        subject, content = new_id(), to_json(sheet)

        def begun(_draft: Draft) -> None:
            self.desk_app.go("intake", subject)

        self.write(lambda desk, who: drafts.save_draft(desk, who, INTAKE, subject, content), begun)
