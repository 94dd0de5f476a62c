"""Those who signed a case that is registered: late joiners, who speaks for all, who left."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from desk.i18n import _
from desk.joint import Line, Signatory
from desk.masks import mask_name
from desk.refusals import Refusal
from desk.services import lists, signatories
from screens.dialogs.confirm import Confirm
from screens.drafts import DraftKeeper
from screens.joint.at_intake import form_of
from screens.joint.people import PeopleDialog, Person

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class JointCase(PeopleDialog):
    """Each change is saved at once. Gives True if something changed."""

    def __init__(self, reference: str, signed: Sequence[Signatory]) -> None:
        super().__init__(_("A joint case: who signed"))
        self._reference = reference
        self._signed = list(signed)
        self._saved = False
        self._keeper = DraftKeeper(self, "joint", reference, self._gather)
        self._kept_before = False

    def on_mount(self) -> None:
        super().on_mount()
        self._keeper.offer(self._restore)
        (self.list if self._signed else self.box).focus()

    def _gather(self) -> dict[str, Any]:
        return {"signatories": self.box.value}

    def _restore(self, content: dict[str, Any]) -> None:
        if not self.box.value:
            self._kept_before = True
            self.box.load_text(str(content.get("signatories", "")))
            self.box.focus()

    def box_changed(self, text: str) -> None:
        if text:
            self._kept_before = True
            self._keeper.touch()
        elif self._kept_before:
            self._kept_before = False
            self._keeper.drop()

    def people(self) -> Sequence[Person]:
        return [
            Person(
                position=one.position,
                name=one.name,
                phone=one.phone,
                address=one.address,
                account_no=one.account_no,
                representative=one.representative,
                gone=one.withdrew_at is not None,
                note=_note(one),
            )
            for one in self._signed
        ]

    def add(self, lines: Sequence[Line], then: Callable[[], None]) -> None:
        reference, forms = self._reference, [form_of(line) for line in lines]

        def joined(added: list[Signatory]) -> None:
            self._signed += added
            self._saved = True
            then()

        self.write(lambda desk, who: signatories.join_case(desk, who, reference, forms), joined)

    def speak(self, person: Person) -> None:
        reference = self._reference
        was = {one.position for one in self._signed if one.representative}
        chosen = sorted(was ^ {person.position})

        def work(desk: "Desk", who: "Actor") -> list[Signatory]:
            return signatories.choose_representatives(desk, who, reference, chosen, was=was)

        def refused(refusal: Refusal) -> None:
            self.refused(refusal)
            if refusal.code == "changed_meanwhile":
                self.read(
                    lambda desk, who: list(lists.case_file(desk, who, reference).signatories),
                    self._show,
                )

        self.write(work, self._show, refused=refused)

    def take_out(self, person: Person) -> None:
        reference = self._reference

        def left(one: Signatory) -> None:
            self._show([one if old.id == one.id else old for old in self._signed])

        def answer(yes: bool | None) -> None:
            if yes:
                self.write(
                    lambda desk, who: signatories.leave_case(desk, who, reference, person.position),
                    left,
                )

        words = _("{name} takes their signature back. The case goes on for the others.")
        self.app.push_screen(Confirm(words.format(name=mask_name(person.name))), answer)

    def _show(self, signed: list[Signatory]) -> None:
        self._signed = signed
        self._saved = True
        self.show_people()

    def close_list(self) -> None:
        self.dismiss(self._saved)

    def action_cancel(self) -> None:
        self.close_list()


def _note(one: Signatory) -> str:
    if one.withdrew_at is not None:
        return _("has left")
    if one.representative:
        return "✓"
    return _("came late") if one.joined_late else ""
