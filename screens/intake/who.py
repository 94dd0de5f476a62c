"""Who stands at the window: found while typing, or new, or nobody who gives a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.i18n import _
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.refusals import Refusal
from desk.views import CustomerRow
from screens.intake.sheet import Visitor, Who
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

PAUSE = 0.08
"""Seconds after the last key before the book is asked."""
MOST_ROWS = 9


@dataclass(frozen=True, slots=True)
class Pick:
    """A line of the list: a customer on file, or one of the ways without."""

    who: Who
    row: CustomerRow | None = None


class PickList(PagedList[Pick]):
    """Takes a digit for its line; up from the first line goes back to the search."""

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < len(self.rows):
                event.stop()
                event.prevent_default()
                self.cursor = at
                self.action_choose()

    def action_move(self, step: int) -> None:
        if step < 0 and self.cursor == 0:
            self.screen.focus_previous()
        else:
            super().action_move(step)


class Search(ClerkInput):
    """The search field; down goes into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "to_list", show=False)]

    class ListWanted(Message):
        """The person wants to choose from the list."""

    def action_to_list(self) -> None:
        self.post_message(self.ListWanted())


class Picked(Static, can_focus=True):
    """Who was chosen, on one line; enter or backspace chooses again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,backspace", "again", show=False),
    ]

    class Again(Message):
        """Somebody else shall be chosen."""

    def action_again(self) -> None:
        self.post_message(self.Again())

    def on_focus(self) -> None:
        self.parent_panel.tell_keys(True)

    def on_blur(self) -> None:
        self.parent_panel.tell_keys(False)

    @property
    def parent_panel(self) -> "WhoPanel":
        """The panel this line stands in."""
        return next(node for node in self.ancestors if isinstance(node, WhoPanel))


class WhoPanel(Vertical):
    """Asks for the customer; `visitor` is who it is so far."""

    class Asked(Message):
        """Customers are wanted for a piece of text; answer with `show`."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Changed(Message):
        """Who it is, or something about them, changed."""

    class Settled(Message):
        """Who it is was chosen: the conversation goes on."""

    def __init__(self) -> None:
        super().__init__(id="who", classes="section")
        self.who = Who.NOBODY
        self.base = Visitor()
        self.search = Search(
            limit=60,
            id="who-search",
            placeholder=_("phone, account number, name or initials; Enter finds"),
        )
        self.row = FieldRow(_("Customer"), self.search, name="customer.name")
        self.hits = PickList(
            [
                Column("", 1),
                Column(_("Name"), 10, grows=2),
                Column(_("Phone"), 12),
                Column(_("Account"), 12),
                Column(_("Address"), 14, grows=3),
                Column(_("Open"), 4, right=True),
            ],
            self._cells,
            id="who-hits",
        )
        self.picked = Picked(id="who-picked")
        self.name_ = ClerkInput(limit=200, id="who-name")
        self.salutation = ClerkInput(limit=20, placeholder=_("Mr, Ms, unit …"))
        self.phone = ClerkInput(limit=30)
        self.account = ClerkInput(limit=30)
        self.address = ClerkInput(limit=200)
        self._enter = False
        self._current = ""

    def compose(self) -> ComposeResult:
        yield self.row
        yield self.hits
        yield self.picked
        with Vertical(id="who-new"):
            with Horizontal(classes="pair"):
                yield FieldRow(_("Name"), self.name_, name="new.name")
                yield FieldRow(_("Salutation"), self.salutation)
            with Horizontal(classes="pair"):
                yield FieldRow(_("Phone"), self.phone)
                yield FieldRow(_("Account"), self.account)
            yield FieldRow(_("Address"), self.address)

    def on_mount(self) -> None:
        self.border_title = shown(_("Who"))
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        self._lay_out()

    # -- as data ---------------------------------------------------------------------------

    @property
    def visitor(self) -> Visitor:
        """Who it is, as far as it is known."""
        if self.who is not Who.NEW:
            return replace(self.base, who=self.who)
        return Visitor(
            who=Who.NEW,
            name=self.name_.text,
            salutation=self.salutation.text,
            phone=self.phone.text,
            account_no=self.account.text,
            address=self.address.text,
        )

    def load(self, visitor: Visitor, search: str) -> None:
        """Show who was there before, from a draft."""
        with self.prevent(Input.Changed):
            self.search.value = search
        self._become(visitor)

    def _become(self, visitor: Visitor) -> None:
        self.who, self.base = visitor.who, visitor
        if visitor.who is Who.NEW:
            with self.prevent(Input.Changed):
                self.name_.value = visitor.name
                self.salutation.value = visitor.salutation
                self.phone.value = visitor.phone
                self.account.value = visitor.account_no
                self.address.value = visitor.address
        self._lay_out()

    # -- looking ---------------------------------------------------------------------------

    @on(Input.Changed, "#who-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.row.say("")
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)
        self.post_message(self.Changed())

    def _look(self) -> None:
        self._current = self.search.text
        if self._current:
            self.post_message(self.Asked(self._current))
        else:
            self.hits.show([])
            self._lay_out()

    def show(self, rows: list[CustomerRow], asked: str) -> None:
        """Show what was found for `asked`; a waiting enter takes the only hit."""
        if self.who is not Who.NOBODY or asked != self.search.text:
            return
        picks = [Pick(Who.KNOWN, row) for row in rows[: MOST_ROWS - 2]]
        self.hits.show([*picks, Pick(Who.NEW), Pick(Who.ANONYMOUS)])
        self._lay_out()
        if self._enter:
            self._enter = False
            self._go_on()

    @on(Input.Submitted, "#who-search")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self.search.text and self._current != self.search.text:
            # Enter came faster than the answer: it is kept until that is here.
            self._enter = True
            self._pause.stop()
            self._look()
        elif self.search.text and not self.hits.rows:
            self._enter = True
        else:
            self._go_on()

    def _go_on(self) -> None:
        known = [pick for pick in self.hits.rows if pick.who is Who.KNOWN]
        if not self.search.text or len(known) > 1:
            self._to_list()
        elif known:
            self.choose(known[0])
        else:
            self.choose(Pick(Who.NEW))

    @on(Search.ListWanted)
    def _to_list(self) -> None:
        if not self.hits.rows:
            self.hits.show([Pick(Who.NEW), Pick(Who.ANONYMOUS)])
            self._lay_out()
        self.hits.focus()

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        message.stop()
        self.choose(message.row)

    def choose(self, pick: Pick) -> None:
        """Take a line of the list."""
        if pick.who is Who.NEW:
            self._become(Visitor.new(self.search.text))
            empty = [self.name_, self.salutation, self.phone]
            next((field for field in empty if not field.text), self.name_).focus()
        elif pick.who is Who.ANONYMOUS:
            self._become(Visitor(who=Who.ANONYMOUS))
            self.post_message(self.Settled())
        elif pick.row is not None:
            self._become(Visitor.known(pick.row))
            self.post_message(self.Settled())
        self.post_message(self.Changed())

    @on(Picked.Again)
    def ask_again(self) -> None:
        """Choose somebody else; what was typed for a new customer stays for them."""
        self.who, self.base = Who.NOBODY, Visitor()
        self._lay_out()
        self.search.focus()
        self._look()
        self.post_message(self.Changed())

    # -- drawing ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        new = self.who is Who.NEW
        self.row.display = self.who is Who.NOBODY
        self.hits.display = self.who is Who.NOBODY and bool(self.hits.rows)
        self.hits.styles.height = min(len(self.hits.rows) + 1, 7)
        self.query_one("#who-new").display = new
        self.picked.display = self.who in (Who.KNOWN, Who.ANONYMOUS, Who.NEW)
        self.tell_keys(self.picked.has_focus)

    def tell_keys(self, focused: bool) -> None:
        """Draw the line of who was chosen, with its key while it has the focus."""
        self.picked.update(self._words(focused))

    def _words(self, focused: bool) -> Content:
        how = shown(_("Enter chooses again"), "$text-muted") if focused else Content("")
        if self.who is Who.ANONYMOUS:
            words = shown(_("Anonymous"), "bold")
            warning = _("! without a name nobody can be called back or written to")
            return Content("  ").join([words, shown(warning, "bold $warning"), how])
        if self.who is Who.NEW:
            return Content("  ").join([shown(_("New customer"), "bold"), how])
        visitor = self.base
        parts = [
            shown(f"{mask_name(visitor.name)} {visitor.salutation}".strip(), "bold"),
            shown(mask_phone(visitor.phone)),
            shown(mask_account(visitor.account_no)),
            shown(mask_address(visitor.address)),
        ]
        if visitor.special_care:
            parts.insert(1, shown(f"◆ {visitor.special_care}", "bold $warning"))
        return Content("  ").join([part for part in [*parts, how] if part.plain])

    def _cells(self, pick: Pick) -> Sequence[Cell]:
        number = str(self.hits.rows.index(pick) + 1)
        row = pick.row
        if row is None:
            new = pick.who is Who.NEW
            words = _("New customer") if new else _("Anonymous")
            return number, (words, "strong"), "", "", "", ""
        care = f"◆{row.special_care} " if row.special_care else ""
        return (
            number,
            f"{mask_name(row.name)} {row.salutation}".strip(),
            mask_phone(row.phone),
            mask_account(row.account_no),
            f"{care}{mask_address(row.address)}",
            str(row.open_cases or ""),
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside the field it is about."""
        row = self.row
        if self.who is Who.NEW:
            row = next(row for row in self.query(FieldRow) if row.field == "new.name")
        elif self.who is not Who.NOBODY:
            # The one that was chosen is gone: choose again.
            self.ask_again()
        row.refuse(refusal)

    @property
    def first(self) -> Widget:
        """Where the person begins, or comes back to mend something."""
        return {Who.NOBODY: self.search, Who.NEW: self.name_}.get(self.who, self.picked)
