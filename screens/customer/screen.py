"""One customer: original record, analysis and operation record, three views of one truth."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from desk import file_words
from desk.i18n import N_, _
from desk.labels import label
from desk.operations import OperationLine
from desk.services import customer_file
from desk.services.customer_file import PAGE, CustomerFile, Span
from desk.views_file import CustomerCase, CustomerFigures
from screens.copying import Copy, person_masked
from screens.customer.acts import FileActs
from screens.customer.choose import ChooseCustomer
from screens.customer.record import RecordLine, record_lines
from screens.customer.said import case_cells, head_words, operation_cells
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Column, PagedList

if TYPE_CHECKING:
    from desk.services.exporting import ListAsked
    from screens.rooms_app import RoomsApp

RECORD, ANALYSIS, OPERATIONS = "record", "analysis", "operations"
TABS = (RECORD, ANALYSIS, OPERATIONS)
TITLES = {
    RECORD: N_("Original record"),
    ANALYSIS: N_("Analysis"),
    OPERATIONS: N_("Operation record"),
}
SPANS = {
    Span.ALWAYS: N_("ever"),
    Span.YEAR: N_("the last year"),
    Span.MONTH: N_("the last 30 days"),
}


class CustomerScreen(FileActs):
    """The file of the customer whose id is `subject`."""

    CSS_PATH = "customer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("customer")]
    AUTO_FOCUS = "#record"
    scope = "customer"
    heading = N_("Customer file")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.tab = RECORD
        self.span = Span.ALWAYS
        self._head = Static(id="customer-head")
        self._bar = Static(id="customer-tabs")
        self.record = PagedList[RecordLine](
            [Column(_("Item"), 12), Column(_("On file"), 20, grows=1)],
            lambda line: line.cells,
            id=RECORD,
            classes="panel",
        )
        self._figures = Flow(id="figures")
        self.cases = PagedList[CustomerCase](
            [
                Column(_("Case"), 18),
                Column(_("Kind"), 8),
                Column(_("Topic"), 12, grows=1),
                Column(_("Stage"), 10),
                Column(_("Received"), 10),
            ],
            lambda row: case_cells(row, self._local),
            id="cases",
            empty=_("This customer has no case yet."),
            empty_key=_("F2 registers one with this customer filled in."),
        )
        self.operations = PagedList[OperationLine](
            [
                Column(_("Time"), 16),
                Column(_("Event"), 18),
                Column(_("Said or done"), 18, grows=2),
                Column(_("By"), 7),
            ],
            lambda line: operation_cells(line, self._local, self._numbers()),
            id="lines",
            empty=_("No contact is on record yet."),
            empty_key=_("Ctrl+E writes down what was done."),
        )
        self._about = Flow()

    def body(self) -> Iterable[Widget]:
        yield self._head
        yield self._bar
        figures = VerticalScroll(self._figures, id="figures-box")
        figures.can_focus = False
        about = VerticalScroll(self._about, id="about-line")
        about.can_focus = False
        yield Horizontal(
            self.record,
            Vertical(figures, self.cases, id=ANALYSIS, classes="panel"),
            Vertical(self.operations, about, id=OPERATIONS, classes="panel"),
            id="views",
        )

    def on_mount(self) -> None:
        for name in TABS:
            self.query_one(f"#{name}").border_title = shown(_(TITLES[name]))
        self.show_tab(RECORD)

    @classmethod
    def entered_by_key(cls, app: "RoomsApp", name: str) -> None:
        """F8: the customer in sight, else that of the case in sight, else one that is looked for.

        In the file itself it looks for another customer.
        """
        here = app.room
        if here is None:
            return

        def enter(customer_id: str | None) -> None:
            if customer_id:
                app.go(name, customer_id)

        def of_case(customer_id: str) -> None:
            if customer_id:
                enter(customer_id)
            else:
                app.push_screen(ChooseCustomer(), enter)

        found, reference = here.customer_in_sight(), here.reference()
        if found and not isinstance(here, cls):
            enter(found)
        elif reference and not isinstance(here, cls):
            here.read(
                lambda desk, who: customer_file.customer_of(desk, who, reference),
                of_case,
                group="customer",
            )
        elif not isinstance(app.screen, ChooseCustomer):
            app.push_screen(ChooseCustomer(), enter)

    def copies(self) -> list[Copy]:
        if self.found is None:
            return super().copies()
        customer = self.found.customer
        account = self.found.accounts[0].number if self.found.accounts else ""
        return [*super().copies(), *person_masked(customer.name, customer.phone, account)]

    def customer_in_sight(self) -> str:
        return self.found.customer.id if self.found is not None else self.subject

    def reference(self) -> str:
        if self.tab == ANALYSIS and self.cases.marked is not None:
            return self.cases.marked.reference
        if self.tab == OPERATIONS and self.operations.marked is not None:
            return self.operations.marked.reference
        return ""

    # -- reading ---------------------------------------------------------------------------

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.CASES, customer_id=self.subject)

    def arrived(self, *, again: bool) -> None:
        if not again:
            self._focus_tab()
        self.load()

    def load(self) -> None:
        subject, span = self.subject, self.span
        self.read(
            lambda desk, who: customer_file.customer_file(desk, who, subject, span=span),
            self._show,
        )

    def _show(self, found: CustomerFile) -> None:
        first, self.found = self.found is None, found
        self._head.update(head_words(found))
        at = self.record.cursor
        self.record.show(record_lines(found, self._day))
        self.record.cursor = 0 if first else at
        marked, line = self.cases.marked, self.operations.marked
        self.cases.show(
            found.cases,
            complete=len(found.cases) < PAGE,
            same=lambda row: marked is not None and row.case_id == marked.case_id,
        )
        self.operations.show(
            found.operations,
            complete=len(found.operations) < PAGE,
            same=lambda row: line is not None and row.cursor == line.cursor,
        )
        self._count(found.figures)
        self.refresh_keys()

    def _count(self, figures: CustomerFigures) -> None:
        found = self.found
        if found is None:
            return
        lines = file_words.figure_words(figures)
        for kind, number in found.note_counts.items():
            lines.append((_("Note"), f"{label(kind)} {number}"))
        paras = [Para(f"{name}  {words}", strong=len(name)) for name, words in lines]
        self._figures.say(*paras)
        panel = self.query_one(f"#{ANALYSIS}")
        panel.border_subtitle = shown(
            _("counted over {span} · Ctrl+U").format(span=_(SPANS[self.span]))
        )

    @on(PagedList.EndNear, "#cases")
    def _more_cases(self, message: PagedList.EndNear) -> None:
        subject, after = self.subject, message.last.cursor

        def done(rows: list[CustomerCase]) -> None:
            self.cases.extend(rows, complete=len(rows) < PAGE)

        self.read(
            lambda desk, who: customer_file.customer_cases(desk, who, subject, after=after),
            done,
            group="cases",
        )

    @on(PagedList.EndNear, "#lines")
    def _more_lines(self, message: PagedList.EndNear) -> None:
        subject, after = self.subject, message.last.cursor

        def done(rows: list[OperationLine]) -> None:
            self.operations.extend(rows, complete=len(rows) < PAGE)

        self.read(
            lambda desk, who: customer_file.customer_operations(desk, who, subject, after=after),
            done,
            group="lines",
        )

    # -- cells -----------------------------------------------------------------------------

    def _local(self, at: datetime, shape: str) -> str:
        desk = self.desk_app.desk
        return (desk.hours.local(at) if desk is not None else at).strftime(shape)

    def _day(self, at: datetime) -> str:
        return self._local(at, "%Y-%m-%d")

    def _numbers(self) -> list[str]:
        found = self.found
        return file_words.numbers_of(found.customer, found.accounts) if found else []

    @on(PagedList.Marked, "#lines")
    def _line_marked(self) -> None:
        line = self.operations.marked
        if line is None:
            self._about.say()
            return
        head = [file_words.happened_words(line), file_words.place_words(line), line.reference]
        self._about.say(
            Para("  ".join(filter(None, head)), "bold"),
            Para(file_words.said_words(line, self._numbers()) or "—"),
        )

    # -- views -----------------------------------------------------------------------------

    def show_tab(self, tab: str) -> None:
        """Bring a view to the front; where there is room the record stands beside it."""
        self.tab = tab
        for name in TABS:
            self.set_class(name == tab, f"-{name}")
        parts = []
        for number, name in enumerate(TABS, 1):
            words = f" {number} {_(TITLES[name])} "
            parts.append(shown(words, "bold reverse $primary" if name == tab else "$text-muted"))
        self._bar.update(Content(" ").join(parts))
        self._focus_tab()
        if self.is_mounted:
            self.refresh_keys()

    def _focus_tab(self) -> None:
        lists: dict[str, Widget] = {
            RECORD: self.record,
            ANALYSIS: self.cases,
            OPERATIONS: self.operations,
        }
        self.call_after_refresh(lists[self.tab].focus)

    def action_tab(self, number: int) -> None:
        self.show_tab(TABS[number - 1])

    def action_turn(self, step: int) -> None:
        self.show_tab(TABS[(TABS.index(self.tab) + step) % len(TABS)])

    def action_span(self) -> None:
        """Count over another span of time."""
        spans = list(Span)
        self.span = span = spans[(spans.index(self.span) + 1) % len(spans)]
        subject = self.subject
        self.read(
            lambda desk, who: customer_file.customer_figures(desk, who, subject, span),
            self._count,
            group="figures",
        )
        if self.tab != ANALYSIS:
            self.show_tab(ANALYSIS)

    @on(PagedList.Chosen, "#cases")
    @on(PagedList.Chosen, "#lines")
    def _open_case(self) -> None:
        reference = self.reference()
        if reference:
            self.desk_app.go("case", reference)
        else:
            self.desk_app.tell(_("This stands in no case."))

    @on(PagedList.Chosen, f"#{RECORD}")
    def _change(self, message: PagedList.Chosen) -> None:
        self.change(message.row)

    def action_choose(self) -> None:
        if self.tab == RECORD:
            self.record.action_choose()
        else:
            self._open_case()

    def action_other(self) -> None:
        """Look for another customer."""
        self.app.push_screen(ChooseCustomer(), self._other)

    def _other(self, customer_id: str | None) -> None:
        if customer_id:
            self.desk_app.go("customer", customer_id)
