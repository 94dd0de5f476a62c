"""How long personal data is kept: every rule, what is due by it, a run, and the erase log."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from desk.erasing import kept_for, said_kept, values_erased
from desk.i18n import N_, _, current
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services import retention
from screens.base import DeskScreen
from screens.dialogs.confirm import Confirm
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from datetime import datetime

    from desk.erasing import Due
    from desk.services.exporting import ListAsked
    from desk.services.retention import Erased, Piece, RuleDue

MOST_LOGGED = 50


class RetentionScreen(DeskScreen):
    """The rules, one a line; keys act on the one that is marked."""

    CSS_PATH = "retention.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("retention")]
    AUTO_FOCUS = "#rules"
    scope = "retention"
    heading = N_("How long we keep it")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._list = PagedList["RuleDue"](
            [
                Column(_("Data"), 24, grows=1),
                Column(_("Kept for"), 25),
                Column(_("Due now"), 8),
                Column(_("Standing"), 18),
            ],
            self._cells,
            id="rules",
            classes="main-list",
        )
        self._list.border_title = shown(_(self.heading))
        self._about = Flow()
        self._under_way = ""
        """Id of the rule whose run goes on; "" when none does."""
        self._stopped = False

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield VerticalScroll(self._about, id="about", classes="detail")

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self.load()

    def load(self) -> None:
        """Read the rules and count what is due."""

        def show(found: "list[RuleDue]") -> None:
            kept = self.rule.rule_id if self.rule else ""
            self._list.show(found, same=lambda one: one.rule_id == kept)

        self.read(retention.rules_due, show, refused=self._not_for_them)

    def _not_for_them(self, refusal: Refusal) -> None:
        """A room that stays empty must say why."""
        self._list.empty, self._list.empty_key = refusal.message, refusal.hint
        self._list.show([])

    @property
    def rule(self) -> "RuleDue | None":
        """The rule that is marked."""
        return self._list.marked

    def _cells(self, rule: "RuleDue") -> list[Cell]:
        count = f"{rule.count}+" if rule.count >= retention.MOST_COUNTED else str(rule.count)
        return [
            rule.label,
            kept_for(rule.months, rule.since),
            (f"! {count}", "late") if rule.count else "0",
            _("our own default") if rule.default else rule.source,
        ]

    @on(PagedList.Marked)
    def _marked(self) -> None:
        self.refresh_keys()
        rule = self.rule
        if rule is None or self._under_way:
            return
        # In the list itself a long name or time may be cut.
        about = _("{name}: {text}").format(name=rule.label, text=kept_for(rule.months, rule.since))
        said = [Para(about, "bold"), Para(rule.why), Para(rule.source, "$text-muted")]
        if rule.default:
            said.append(Para(_("No law names this figure: the hall settles it."), "$text-muted"))
        if rule.count:
            said.append(Para(_("Enter shows what is due, Ctrl+Y erases it."), "bold"))
        self._about.say(*said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "stop":
            return bool(self._under_way)
        if action in ("erase_due", "preview"):
            return self.rule is not None and self.rule.count > 0 and not self._under_way
        return True

    def listed(self) -> "ListAsked":
        """What is written out from here is the erase log."""
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.ERASED)

    # -- what is done ----------------------------------------------------------------------

    @on(PagedList.Chosen)
    def action_preview(self) -> None:
        rule = self.rule
        if rule is None or not rule.count:
            return

        def show(due: "list[Due]") -> None:
            lines = [f"{self._at(one.since)}  {one.what or _('(no number)')}" for one in due]
            self._about.say(*map(Para, lines))

        self.read(
            lambda desk, who: retention.what_is_due(desk, who, rule.rule_id), show, group="about"
        )

    def action_erase_due(self) -> None:
        rule = self.rule
        if rule is None or not rule.count:
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self._under_way, self._stopped = rule.rule_id, False
                self.refresh_keys()
                self._go_on(rule, 0)

        words = _("{count} of “{what}” are erased for good; open cases are not touched. Go on?")
        question = words.format(count=rule.count, what=rule.label)
        self.app.push_screen(Confirm(question, loses=True), answer)

    def _go_on(self, rule: "RuleDue", done: int) -> None:
        self._about.say(
            Para(_("Erased: {done} of {count}. Ctrl+X stops.").format(done=done, count=rule.count))
        )

        def piece_done(piece: "Piece") -> None:
            total = done + piece.erased
            if piece.more and not self._stopped:
                self._go_on(rule, total)
            else:
                self.write(retention.clean_up, lambda clean: self._ended(total, clean=clean))

        self.write(
            lambda desk, who: retention.erase_due(desk, who, rule.rule_id),
            piece_done,
            refused=lambda refusal: self._refused_run(refusal.message),
        )

    def _refused_run(self, words: str) -> None:
        self._under_way = ""
        self.refresh_keys()
        self._about.say(Para(words, "$error"))

    def _ended(self, done: int, *, clean: bool) -> None:
        self._under_way = ""
        self.refresh_keys()
        said = [Para(_("Erased: {done}. The log says what and when.").format(done=done))]
        if not clean:
            said.append(
                Para(_("Somebody is reading in the book: run this once more later."), "$warning")
            )
        self._about.say(*said)
        self.load()

    def action_stop(self) -> None:
        self._stopped = True

    def action_log(self) -> None:
        def show(found: "list[Erased]") -> None:
            lines = [self._logged(one) for one in found]
            self._about.say(*(lines or [Para(_("Nothing was erased yet."))]))

        self.read(
            lambda desk, who: retention.erase_log(desk, who, limit=MOST_LOGGED),
            show,
            group="about",
        )

    def _logged(self, one: "Erased") -> Para:
        count = _("{count} values are erased.").format(count=values_erased(one.row))
        kept = _("; ").join(map(said_kept, one.row.kept))
        parts = (self._at(one.row.at), one.by, one.rule, one.about, count, kept)
        return Para("  ".join(filter(None, parts)))

    def _at(self, at: "datetime") -> str:
        desk = self.desk_app.desk
        return say_moment(desk.hours.local(at), current()) if desk is not None else ""

    def action_reload(self) -> None:
        self.load()
