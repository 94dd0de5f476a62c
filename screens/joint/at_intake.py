"""Those who sign a case while it is taken down."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import on

from desk.forms_counter import SignatoryForm
from desk.i18n import _
from desk.joint import MOST_REPRESENTATIVES, Line
from desk.refusals import Refusal
from screens.intake.aside import AsideDialog
from screens.joint.people import PeopleDialog, Person
from screens.widgets.paged import PagedList

Signed = tuple[SignatoryForm, ...]


class JointIntake(PeopleDialog, AsideDialog[Signed]):
    """Gives all who signed; `keep` hears of each change at once."""

    aside = "joint"

    def __init__(
        self, signed: Signed, keep: Callable[[Signed], None], refusal: Refusal | None = None
    ) -> None:
        super().__init__(_("A joint case: who signed"))
        self._signed = list(signed)
        self._keep = keep
        self._refusal = refusal

    def on_mount(self) -> None:
        AsideDialog.on_mount(self)
        PeopleDialog.on_mount(self)
        if self._refusal is not None:
            parts = self._refusal.field.split(".")
            if len(parts) > 1 and parts[1].isdigit():
                self.list.cursor = int(parts[1])
            self.call_after_refresh(self.refused, replace_field(self._refusal))

    def people(self) -> Sequence[Person]:
        return [
            Person(
                position=number,
                name=one.name,
                phone=one.phone,
                address=one.address,
                account_no=one.account_no,
                representative=one.representative,
            )
            for number, one in enumerate(self._signed, 1)
        ]

    def add(self, lines: Sequence[Line], then: Callable[[], None]) -> None:
        self._signed += [form_of(line) for line in lines]
        self._changed()
        then()

    def speak(self, person: Person) -> None:
        if not person.representative:
            speak = sum(one.representative for one in self._signed)
            if speak >= MOST_REPRESENTATIVES:
                self.desk_app.tell(
                    _("At most {most} people speak for all.").format(most=MOST_REPRESENTATIVES),
                    _("Ask them to choose; the others get a copy of every letter."),
                    severity="warning",
                )
                return
        at = person.position - 1
        self._signed[at] = replace(self._signed[at], representative=not person.representative)
        self._changed()

    def take_out(self, person: Person) -> None:
        del self._signed[person.position - 1]
        self._changed()

    @on(PagedList.Chosen)
    def _correct(self, message: PagedList.Chosen) -> None:
        """Enter: the line goes back into the box, to be put right there."""
        one = self._signed.pop(message.row.position - 1)
        text = written(one)
        self.box.load_text(f"{self.box.value}\n{text}" if self.box.value else text)
        self.box.move_cursor(self.box.document.end)
        self._changed()
        self.box.focus()

    def _changed(self) -> None:
        self._keep(tuple(self._signed))
        self.show_people()

    def box_changed(self, text: str) -> None:
        self._was_typed()

    def close_list(self) -> None:
        self.dismiss(tuple(self._signed))


def form_of(line: Line) -> SignatoryForm:
    """A line that was read, as a form."""
    return SignatoryForm(
        name=line.name,
        salutation=line.salutation,
        phone=line.phone,
        address=line.address,
        account_no=line.account_no,
        representative=line.representative,
    )


def written(one: SignatoryForm) -> str:
    """A person as a line of a list, that reads back as the same person."""
    cells = (one.name, one.salutation, one.phone, one.account_no, one.address)
    words = [cell.replace('"', "”") for cell in cells if cell]
    if one.representative:
        words.append("代表")
    quoted = any(mark in word for word in words for mark in ",，;；、|")
    return ",".join(f'"{word}"' for word in words) if quoted else "，".join(words)


def replace_field(refusal: Refusal) -> Refusal:
    """The same refusal, about the box: the list has no fields of its own."""
    return Refusal(refusal.message, refusal.hint, field="signatories", code=refusal.code)
