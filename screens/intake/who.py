"""Who stands at the window: found while typing, or new, or nobody who gives a name."""

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.i18n import _
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.refusals import Refusal
from desk.views import CustomerRow
from screens.intake.picking import Pick, Picked, PickList, Search
from screens.intake.sheet import Visitor, Who
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.printed_name import PrintedName
from screens.widgets.row import FieldRow

PAUSE = 0.08
"""Seconds after the last key before the book is asked."""
MOST_ROWS = 9


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
        self._sealed = False
        self.search = Search(
            limit=60,
            id="who-search",
            placeholder=_("phone, account, name or initials; Enter finds, ↓ new").replace(
                # A placeholder breaks at spaces, and only its first line is seen.
                " ",
                "\u00a0",
            ),
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
        self.picked = Picked()
        self.mind = Static(id="who-mind")
        self.suspects = Static(id="who-suspects")
        self.name_ = ClerkInput(limit=200, id="who-name")
        self.salutation = ClerkInput(limit=20, placeholder=_("Mr, Ms, unit …"))
        self.phone = ClerkInput(limit=30)
        self.account = ClerkInput(limit=30)
        self.address = ClerkInput(limit=200)
        self.printed = PrintedName()
        self._enter = False
        self._current = ""
        """What was asked for last,"""
        self._answered = ""
        """and what the list answers."""
        self._more = False

    def compose(self) -> ComposeResult:
        yield self.row
        yield self.hits
        yield self.picked
        yield self.mind
        yield self.suspects

    def _new_fields(self) -> Vertical:
        """The fields of a new customer; made when they are needed first."""
        return Vertical(
            Horizontal(
                FieldRow(_("Name"), self.name_, name="new.name"),
                FieldRow(_("Salutation"), self.salutation, name="customer.salutation"),
                classes="pair",
            ),
            Horizontal(
                FieldRow(_("Phone"), self.phone, name="customer.phone"),
                FieldRow(_("Account"), self.account, name="customer.account_no"),
                classes="pair",
            ),
            FieldRow(_("Address"), self.address, name="customer.address"),
            id="who-new",
        )

    def on_mount(self) -> None:
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        self.mind.display = False
        self.suspects.display = False
        self._lay_out()

    def say_mind(self, lines: Sequence[str]) -> None:
        """What to know about the customer who was chosen; they may read it too."""
        self.mind.update(shown("\n".join(f"◆ {line}" for line in lines)))
        self.mind.display = bool(lines)

    def say_suspects(self, words: str) -> None:
        """Whom on file a new customer may be; the form goes on whoever it is."""
        self.suspects.update(shown(f"◆ {words}"))
        self.suspects.display = bool(words) and self.who is Who.NEW

    # -- as data ---------------------------------------------------------------------------

    @property
    def visitor(self) -> Visitor:
        """Who it is, as far as it is known."""
        if self.who is not Who.NEW:
            return replace(
                self.base,
                who=self.who,
                printed_name=self.base.printed_name or self.printed.text,
            )
        return Visitor(
            who=Who.NEW,
            name=self.name_.text,
            printed_name=self.printed.text,
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
            self.printed.form.value = visitor.printed_name
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
        self._enter = False
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)
        self.post_message(self.Changed())

    def _look(self) -> None:
        self._current = self.search.text
        if self._current:
            self.post_message(self.Asked(self._current))
        else:
            self._more = False
            self.hits.show([])
            self._lay_out()

    def show(self, rows: list[CustomerRow], asked: str) -> None:
        """Show what was found for `asked`; a waiting enter takes the only hit."""
        if self.who is not Who.NOBODY or asked != self.search.text:
            return
        self._answered = asked
        shown_rows = rows[: MOST_ROWS - 2]
        picks = [Pick(Who.KNOWN, row) for row in shown_rows]
        self._more = len(rows) > len(shown_rows)
        without = [Pick(Who.NEW), Pick(Who.ANONYMOUS)]
        self.hits.show([*picks, *(reversed(without) if _nameless(asked) else without)])
        self._lay_out()
        if self._enter:
            self._enter = False
            self._go_on()

    @on(Input.Submitted, "#who-search")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.search.text or self._answered == self.search.text:
            self._go_on()
            return
        # Enter came faster than the answer: it is kept until that is here. What the list shows
        # answers what was typed before.
        self._enter = True
        if self._current != self.search.text:
            self._pause.stop()
            self._look()

    def _go_on(self) -> None:
        known = [pick for pick in self.hits.rows if pick.who is Who.KNOWN]
        if not self.search.text or len(known) > 1:
            self._to_list()
        elif known:
            self.choose(known[0])
        else:
            self.choose(Pick(Who.ANONYMOUS if _nameless(self.search.text) else Who.NEW))

    @on(Search.ListWanted)
    def _to_list(self) -> None:
        if not self.hits.rows:
            self.hits.show([Pick(Who.NEW), Pick(Who.ANONYMOUS)])
            self._lay_out()
        self.hits.focus()

    @on(PickList.Typed)
    def _typed_on(self, message: PickList.Typed) -> None:
        message.stop()
        self.search.focus()
        self.search.value += message.character
        self.search.cursor_position = len(self.search.value)

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        message.stop()
        self.choose(message.row)

    def choose(self, pick: Pick) -> None:
        """Take a line of the list."""
        if pick.who is Who.NEW:
            self._become(Visitor.new(self.search.text))
            told = self.base
            if told.name and (told.phone or told.account_no):
                self.post_message(self.Settled())
            else:
                empty = [self.name_, self.salutation, self.phone]
                first = next((field for field in empty if not field.text), self.name_)
                # They may only now be made.
                self.call_after_refresh(first.focus)
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
        self.say_mind(())
        self.say_suspects("")
        self._lay_out()
        self.search.focus()
        self._look()
        self.post_message(self.Changed())

    # -- drawing ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        new = self.who is Who.NEW
        looking = self.who is Who.NOBODY and bool(self.search.text)
        words = _("Who: many are found, type more to tell them apart")
        self.border_title = shown(words if looking and self._more else _("Who"))
        self.row.display = self.who is Who.NOBODY
        self.hits.display = self.who is Who.NOBODY and bool(self.hits.rows)
        self.hits.styles.height = min(len(self.hits.rows) + 1, 7)
        if new and not self.name_.is_attached:
            self.mount(self._new_fields(), before=self.suspects)
        for fields in self.query("#who-new"):
            fields.display = new
        self.picked.display = self.who in (Who.KNOWN, Who.ANONYMOUS, Who.NEW)
        self.picked.say(self._words())
        self._ask_form()

    @on(Input.Changed, "#who-name")
    def _ask_form(self) -> None:
        """Ask for the Chinese form of a name exactly when it cannot be printed as spelt."""
        known = "" if self.base.printed_name else self.base.name
        name = self.name_.text if self.who is Who.NEW else known
        self.printed.follow(name)
        if self.printed.display and not self.printed.is_attached:
            self.mount(self.printed)

    def take(self, row: CustomerRow) -> None:
        """Take a customer on file in the place of the new one that was being typed."""
        self.say_suspects("")
        self._become(Visitor.known(row))
        self.post_message(self.Settled())
        self.post_message(self.Changed())

    def seal(self, sealed: bool) -> None:
        """Say whether who came is kept apart: in a report."""
        if sealed != self._sealed:
            self._sealed = sealed
            self._lay_out()

    def _words(self) -> Content:
        known = self._known_words()
        if self._sealed and self.who in (Who.KNOWN, Who.NEW):
            seal = shown(_("◆ sealed after saving"), "bold $warning")
            return Content("  ").join([known, seal])
        return known

    def _known_words(self) -> Content:
        if self.who is Who.ANONYMOUS:
            warning = _("! without a name nobody can be called back or written to")
            words = [shown(_("Anonymous"), "bold"), shown(warning, "bold $warning")]
            return Content("  ").join(words)
        if self.who is Who.NEW:
            return shown(_("New customer"), "bold")
        visitor = self.base
        parts = [
            shown(f"{mask_name(visitor.name)} {visitor.salutation}".strip(), "bold"),
            shown(mask_phone(visitor.phone)),
            shown(mask_account(visitor.account_no)),
            shown(mask_address(visitor.address)),
        ]
        return Content("  ").join([part for part in parts if part.plain])

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
        if refusal.field.endswith("printed_name"):
            row = self.printed
        elif self.who is Who.NEW:
            rows = {row.field: row for row in self.query("#who-new FieldRow").results(FieldRow)}
            row = rows.get(refusal.field, rows["new.name"])
        elif self.who is not Who.NOBODY:
            # The one that was chosen is gone: choose again.
            self.ask_again()
        row.refuse(refusal)

    @property
    def first(self) -> Widget:
        """Where the person begins, or comes back to mend something."""
        return {Who.NOBODY: self.search, Who.NEW: self.name_}.get(self.who, self.picked)


def _nameless(text: str) -> bool:
    """Whether somebody typed, in place of a name, that there is none."""
    return text.strip().lower() in ("匿名", "不留姓名", "anonymous")
