"""What the keys of a case do about whose matter it is: scope, referral, taking over, the chain."""

from typing import TYPE_CHECKING

from desk.case import Case
from desk.enums import NoticeKind, Scope
from desk.i18n import _
from desk.services import presence
from desk.staff.permissions import May, may
from screens.case.acts import CaseActs
from screens.case.menu import offer_of, referral_of
from screens.dialogs.paper import PutOnPaper

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.pages import Page
    from desk.staff.model import Actor


class WhoseMatter(CaseActs):
    """Each scope leads on to its own next step; none of them ends the case."""

    def action_scope(self) -> None:
        from screens.case.scope import AssessScope

        if self.file is None:
            return
        case = self.file.case

        def done(changed: Case | None) -> None:
            if changed is not None:
                self._assessed(changed)

        self.app.push_screen(AssessScope(self.subject, case.scope, case.scope_note), done)

    def _assessed(self, case: Case) -> None:
        hints = {
            Scope.OTHER_POST: _("Now offer it to a named person."),
            Scope.OUTSIDE_UNIT: _("Now call there and fill in the referral."),
            Scope.UNCLEAR: _("The shift lead is asked; you bring the customer the answer."),
        }
        hint = hints.get(case.scope or Scope.OURS, _("You look after it."))
        self.desk_app.tell(_("It is noted whose matter this is."), hint)
        self.load()
        mine = case.holder_id == self.desk_app.who.staff_id
        offered = self.file is not None and offer_of(self.file) is not None
        if case.scope is Scope.OTHER_POST and mine and not offered:
            self.action_hand_over()
        elif case.scope is Scope.OUTSIDE_UNIT:
            self.action_refer()

    def action_decide(self) -> None:
        from screens.case.scope import DecideScope

        file = self.file
        if file is not None:
            first = file.names.get(file.case.first_responder_id, "")
            self.open_dialog(
                DecideScope(self.subject, file.case.scope_note, first),
                _("It is decided."),
                _("{name} is told and brings the customer the answer.").format(name=first),
            )

    def action_refer(self) -> None:
        from screens.case.scope import Refer

        desk = self.desk_app.desk
        if self.file is None or desk is None:
            return

        def done(referral: object) -> None:
            if referral is not None:
                self.desk_app.tell(
                    _("The referral is noted; we ask after its result."),
                    _("Give the customer the slip."),
                )
                self.load()
                self.action_slip()

        day = desk.hours.day_of(desk.clock.now())
        entries = [e for e in desk.spoken.directory.values() if e.in_force(day)]
        self.app.push_screen(Refer(self.subject, entries, self.file.case.topic), done)

    def action_result(self) -> None:
        from screens.case.scope import ReferralResult

        referral = referral_of(self.file) if self.file else None
        if referral is not None:
            self.open_dialog(
                ReferralResult(self.subject, referral),
                _("The result is noted."),
                _("Tell the customer, then answer the points."),
            )

    def action_slip(self) -> None:
        reference = self.subject

        def make(desk: "Desk", who: "Actor") -> "Page":
            from desk.services.papers import referral_page

            return referral_page(desk, who, reference)

        self.app.push_screen(PutOnPaper(_("Referral slip"), make, self.desk_app.papers))

    def action_chain_paper(self) -> None:
        reference = self.subject

        def make(desk: "Desk", who: "Actor") -> "Page":
            from desk.services.papers import chain_page

            return chain_page(desk, who, reference)

        self.app.push_screen(PutOnPaper(_("Who held the case"), make, self.desk_app.papers))

    def action_large_print(self) -> None:
        from desk.services.large_print import wish_large_print

        if self.file is None:
            return
        reference, wished = self.subject, not self.file.case.large_print

        def done(case: Case) -> None:
            said = _("Papers of this case are in large print.")
            usual = _("Papers of this case are in the usual print.")
            self.desk_app.tell(
                said if case.large_print else usual,
                _("What was issued before stays as it is."),
            )
            self.load()

        self.write(lambda desk, who: wish_large_print(desk, who, reference, wished=wished), done)

    def ask_printed_name(self) -> None:
        """Ask for the Chinese form of the customer's name."""
        from screens.case.printed_name import AskPrintedName

        if self.file is not None:
            who = self.file.complainant
            self.open_dialog(
                AskPrintedName(self.subject, who.name, who.printed_name),
                _("The name is on file in Chinese too."),
                _("F7 leads back to the letter."),
            )

    def action_take_over(self) -> None:
        reference = self.subject

        def done(_case: Case) -> None:
            self.desk_app.tell(
                _("You hold {reference} now.").format(reference=reference),
                _("Contact the customer by the promised time."),
            )
            self.load()

        self.write(lambda desk, who: presence.take_over(desk, who, reference), done)

    def settle_scope(self, code: str) -> None:
        if self.file is None:
            return
        if code == "scope":
            decides = may(self.desk_app.who.role, May.DECIDE_SCOPE)
            (self.action_decide if decides else self.action_scope)()
        else:
            (self.action_result if referral_of(self.file) is not None else self.action_refer)()

    def action_back(self) -> None:
        lists = [n for n in (self.file.notices if self.file else ())]
        lists = [n for n in lists if n.kind is NoticeKind.MATERIALS]
        if lists:
            self.desk_app.go("back", lists[-1].number)
