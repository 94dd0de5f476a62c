"""Promises to customers in a list, and what becomes of one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import ContactWay
from desk.forms_loop import BrokenForm
from desk.i18n import _
from desk.labels import label
from desk.money import say_yuan
from desk.promising import STATE_WORDS, PromiseState
from desk.refusals import Refusal
from desk.services import casework, promise_lists
from desk.services import promises as services
from desk.staff.permissions import May, may
from desk.views_loop import PromiseRow, PromisesAsked
from screens.base import DeskDialog
from screens.case.talk import moment_from
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.narrow import Narrow, Narrowed
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.staff.model import Actor
    from screens.base import DeskScreen

KEEP, BREAK, AGREE, DECLINE = "keep", "break", "agree", "decline"
_LOOKS = {PromiseState.LATE: "late", PromiseState.WAITING: "soon", PromiseState.KEPT: "good"}
SETTLED = (PromiseState.KEPT, PromiseState.BROKEN, PromiseState.DECLINED)


_ALONE = dict(zip("1234mlwe", ("mine", "late", "waiting", "ended") * 2, strict=True))
"""What a key shows alone or shows too; letters only where no input method takes them."""


class Settle(FormDialog):
    """What becomes of a promise; gives the Commitment."""

    draft = "settle_promise"

    def __init__(self, row: PromiseRow, who: "Actor") -> None:
        one = row.commitment
        super().__init__(
            _("Promise"),
            f"{row.reference}/{one.id}",
            intro=f"{one.text}（{one.owner}，{one.due_on}）",
        )
        self._row = row
        ways = [(KEEP, _("It was kept")), (BREAK, _("It cannot be kept"))]
        if row.state is PromiseState.WAITING:
            ways = []
            if may(who.role, May.AGREE):
                ways = [(AGREE, _("I agree to it")), (DECLINE, _("I do not agree"))]
        self._what: Choice[str] = Choice(ways, ways[0][0] if ways else None, folded=False)
        self._evidence = ClerkInput(limit=300, placeholder=_("e.g. receipt number, photo, date"))
        self._reason = ClerkInput(limit=300)
        self._way = Choice([(way, label(way)) for way in ContactWay], ContactWay.PHONE)
        self._told = ClerkInput(limit=300, placeholder=_("what was said to the customer"))
        self._at = ClerkInput(limit=30, placeholder=_("empty for now"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("What came"), self._what, name="what")
        yield FieldRow(_("Seen by"), self._evidence, name="evidence", classes="keep")
        yield FieldRow(_("Reason"), self._reason, name="reason", classes="reason")
        yield FieldRow(_("Customer told"), self._told, name="told", classes="break")
        yield FieldRow(_("In what way"), self._way, name="way", classes="break")
        yield FieldRow(_("When told"), self._at, name="at", classes="break")

    def typed(self) -> None:
        what = self._what.value
        for kind, seen in (
            ("keep", what == KEEP),
            ("reason", what in (BREAK, DECLINE)),
            ("break", what == BREAK),
        ):
            for row in self.query(f".{kind}"):
                row.display = seen

    def work(self) -> "Callable[[Desk, Actor], object]":
        what, reference, one = self._what.value, self._row.reference, self._row.commitment.id
        if what == KEEP:
            evidence = needed(self._evidence.text, "evidence")
            return lambda desk, who: casework.keep_promise(desk, who, reference, one, evidence)
        if what == BREAK:
            form = BrokenForm(
                reason=needed(self._reason.text, "reason"),
                told=needed(self._told.text, "told"),
                way=self._way.value or ContactWay.PHONE,
                at=moment_from(self, self._at.text, "at") if self._at.text else None,
            )
            return lambda desk, who: services.break_promise(desk, who, reference, one, form)
        if what == AGREE:
            return lambda desk, who: services.agree_promise(desk, who, reference, one)
        if what == DECLINE:
            reason = needed(self._reason.text, "reason")
            return lambda desk, who: services.decline_promise(desk, who, reference, one, reason)
        raise Refusal(_("A lead agrees or declines first."), field="what")


class Promises(DeskDialog[str]):
    """The list, the first due first; m, l, w and e narrow or widen it."""

    dated = True

    def __init__(self, reference: str = "") -> None:
        title = _("Promises of {reference}").format(reference=reference)
        super().__init__(title if reference else _("Promises to customers"))
        self.add_class("-lists")
        self._reference = reference
        self._asked: set[str] = set()
        self._narrowed = Narrowed()
        self._list = PagedList[PromiseRow](
            [
                Column(_("Due"), 10),
                Column(_("Promise"), 14, grows=2),
                Column(_("Owner"), 10),
                Column(_("State"), 12),
            ],
            self._cells,
            empty=_("No promise is open."),
        )
        self._more = Flow(classes="dialog-text")

    def body(self) -> Iterable[Widget]:
        text = _("Enter settles it. 1 mine, 2 late, 3 to agree, 4 ended too, Ctrl+E by whom, when.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list
        yield self._more

    def on_mount(self) -> None:
        self._load()

    def on_key(self, event: events.Key) -> None:
        name = _ALONE.get((event.character or "").casefold())
        if name is not None:
            event.stop()
            self._asked ^= {name}
            self._load()
        elif event.key == "ctrl+e":
            event.stop()
            self.app.push_screen(Narrow(_("Owner"), self._narrowed), self._narrow)

    def _narrow(self, found: Narrowed | None) -> None:
        if found is not None:
            self._narrowed = found
            self.query_one(".dialog").border_subtitle = shown(found.words())
            self._load()

    def _which(self) -> PromisesAsked:
        return PromisesAsked(
            reference=self._reference,
            owner=self._narrowed.whose,
            due_from=self._narrowed.due_from,
            due_by=self._narrowed.due_by,
            **dict.fromkeys(self._asked, True),
        )

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.PROMISES, promises=self._which())

    def _load(self) -> None:
        asked = self._which()

        def read(desk: "Desk", who: "Actor") -> list[PromiseRow]:
            return promise_lists.promises(desk, who, **asdict(asked))

        self.read(read, self._show)

    def _show(self, found: list[PromiseRow]) -> None:
        self._list.show(found)
        self._list.styles.height = min(max(len(found), 1) + 2, self.app.size.height - 14)
        self._list.focus()

    def _cells(self, row: PromiseRow) -> Sequence[Cell]:
        one = row.commitment
        sign = "! " if row.state is PromiseState.LATE else ""
        state: Cell = (sign + _(STATE_WORDS[row.state]), _LOOKS.get(row.state, "strong"))
        return one.due_on.isoformat(), (one.text, "strong"), one.owner, state

    def reference(self) -> str:
        return self._list.marked.reference if self._list.marked is not None else ""

    @on(PagedList.Marked)
    def _marked(self) -> None:
        row = self._list.marked
        if row is None:
            self._more.say()
            return
        one = row.commitment
        head = [row.reference, row.customer, row.made_by]
        if one.amount_fen is not None:
            head.append(f"¥{say_yuan(one.amount_fen)}")
        lines = [Para(" · ".join(filter(None, head)))]
        if row.agreed_by:
            lines.append(Para(_("Agreed by {name}").format(name=row.agreed_by)))
        lines += [
            Para(text) for text in (one.evidence, one.broken_reason, one.declined_reason) if text
        ]
        if row.told_late:
            lines.append(Para(_("The customer was told only after the day."), "bold"))
        self._more.say(*lines)

    @on(PagedList.Chosen)
    def accept(self) -> None:
        row = self._list.marked
        if row is None:
            self.dismiss(None)
        elif row.state in SETTLED:
            self.desk_app.go("case", row.reference)
            self.dismiss(None)
        else:
            self.app.push_screen(Settle(row, self.desk_app.who), self._kept)

    def _kept(self, done: object) -> None:
        if done is not None:
            self.desk_app.tell(_("The promise is noted."))
            self._load()


def show_promises(room: "DeskScreen", reference: str = "") -> None:
    """The promises of a case, or all that are open."""
    room.app.push_screen(Promises(reference), lambda _none: room.fell_due())
