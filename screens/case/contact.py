"""A contact with the customer, and in the same act what was promised in it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import ContactWay
from desk.forms import CommitmentForm, ContactForm
from desk.i18n import _
from desk.labels import label
from desk.money import parse_yuan
from desk.playbook.sentences import Sentence
from desk.services import casework
from screens.case.talk import MayNeedAgreement, area, day_from, moment_from, yes_no
from screens.dialogs.form import needed
from screens.dialogs.sentences import Sentences
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

_OF_PROMISE = ("commitment.due_on", "commitment.owner", "commitment.amount_fen")
"""Fields that mean something only beside a promise."""


class LogContact(MayNeedAgreement):
    """A contact with the customer; gives the Contact.

    `owner` is who keeps what is promised, unless another is named; `say` are sentences to use,
    `begun` the words that were said already.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+u", "words", show=False, priority=True)]
    draft = "contact"

    def __init__(
        self, reference: str, owner: str = "", say: Sequence[Sentence] = (), begun: str = ""
    ) -> None:
        super().__init__(_("Contact with the customer"), reference)
        self._say = tuple(say)
        self._way = Choice([(way, label(way)) for way in ContactWay], ContactWay.PHONE)
        self._began = Choice([(False, _("We did")), (True, _("The customer did"))], False)
        self._reached = yes_no(True)
        words = _("What was said, and what comes next")
        if self._say:
            words = _("{what} (Ctrl+U: words to use)").format(what=words)
        self._text = area(3, placeholder=words)
        self._begun = begun
        self._text.text = begun
        self._at = ClerkInput(limit=40, placeholder=_("now; or e.g. today 9:40"))
        self.promised = ClerkInput(
            limit=300, placeholder=_("what was promised; empty where nothing was")
        )
        self.due = ClerkInput(limit=20, placeholder=_("e.g. 11-30, tomorrow, +3 working days"))
        self.owner = ClerkInput(owner, limit=60)
        self.amount = ClerkInput(limit=20, placeholder=_("in yuan, if money is promised"))
        self._note = Static(
            shown(_("The promise is saved with the contact and followed until it is kept.")),
            classes="dialog-note",
        )

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("How"), self._way, name="way")
        yield FieldRow(_("Who began"), self._began, name="from_customer")
        yield FieldRow(_("Reached"), self._reached, name="reached")
        yield FieldRow(_("What was said"), self._text, name="text", own=True)
        yield FieldRow(_("When"), self._at, name="at")
        yield FieldRow(_("Promised"), self.promised, name="commitment.text", own=True)
        yield FieldRow(_("By when"), self.due, name="commitment.due_on")
        yield FieldRow(_("Done by"), self.owner, name="commitment.owner")
        yield FieldRow(_("Amount"), self.amount, name="commitment.amount_fen")
        yield self._note

    def on_mount(self) -> None:
        super().on_mount()
        if self._begun:
            self._text.focus()
            self._text.move_cursor(self._text.document.end)

    def typed(self) -> None:
        for row in self.query(FieldRow):
            if row.field == "text":
                # Who began the talk wrote the words: the customer's are left alone.
                row.own = self._began.value is not True
                row.mind()
            elif row.field in _OF_PROMISE:
                row.display = self._promises
        self._note.display = self._promises

    def _restore(self, content: dict[str, Any]) -> None:
        super()._restore(content)
        if self._begun not in self._text.text:
            # What was typed another time does not push out what was said just now.
            self._text.text = f"{self._text.text.rstrip()}{self._begun}"

    @property
    def _promises(self) -> bool:
        """Whether anything of a promise stands there: nothing typed is hidden."""
        return bool(self.promised.text or self.due.text or self.amount.text)

    def _promise(self, *, ask: bool) -> CommitmentForm | None:
        if not self._promises:
            return None
        amount = self.amount.text
        return CommitmentForm(
            text=needed(self.promised.text, "commitment.text"),
            owner=needed(self.owner.text, "commitment.owner"),
            due_on=day_from(self, self.due.text, "commitment.due_on"),
            amount_fen=parse_yuan(amount, field="commitment.amount_fen") if amount else None,
            ask=ask,
        )

    def act(
        self, *, agreed: "Actor | None" = None, ask: bool = False
    ) -> "Callable[[Desk, Actor], object]":
        form = ContactForm(
            way=self._way.value or ContactWay.PHONE,
            text=needed(self._text.value, "text"),
            reached=self._reached.value is not False,
            from_customer=bool(self._began.value),
            at=moment_from(self, self._at.text, "at") if self._at.text else None,
            commitment=self._promise(ask=ask),
        )
        reference = self.subject
        return lambda desk, who: casework.log_contact(desk, who, reference, form, agreed=agreed)

    # -- words to use ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._say) if action == "words" else True

    def action_words(self) -> None:
        """Put one of the sentences for this mood and topic where the cursor stands."""

        def put(one: Sentence | None) -> None:
            if one is not None:
                self._text.insert(one.text)
                self._text.focus()

        hint = _("Enter puts the sentence into what was said.")
        self.app.push_screen(Sentences(_("Words to use"), self._say, hint), put)
