"""The room of backups: what there is, whether it is sound, how long it stays."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from desk.backup.words import made_words, rule_words, standing_words, state_words
from desk.i18n import N_, _
from desk.refusals import Refusal
from desk.services import backups
from screens.base import DeskScreen
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.backup.model import Kept, Made
    from desk.backup.rule import KeepRule, Standing
    from desk.services.base import Desk
    from desk.staff.model import Actor

Found = tuple["list[Kept]", "list[Kept]", "Standing"]


class BackupsScreen(DeskScreen):
    """The backups, newest first; keys act on the one that is marked."""

    CSS_PATH = "backups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("backups")]
    AUTO_FOCUS = "#backups"
    scope = "backups"
    heading = N_("Backups")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._list = PagedList["Kept"](
            [
                Column(_("Made"), 16),
                Column(_("Cases"), 7, right=True),
                Column(_("Size"), 9, right=True),
                Column(_("Read through"), 16, grows=2),
                Column(_("Second place"), 10, grows=1),
            ],
            self._cells,
            id="backups",
            classes="main-list",
        )
        self._list.border_title = shown(_(self.heading))
        self._list.empty = _("There is no backup yet.")
        self._list.empty_key = _("Ctrl+Y makes one.")
        self._about = Flow()
        self._second: frozenset[str] = frozenset()
        self._standing: Standing | None = None

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield VerticalScroll(self._about, id="about", classes="detail")

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self.load()

    def load(self) -> None:
        """Read what there is."""
        app = self.desk_app

        def show(found: Found) -> None:
            kept, elsewhere, self._standing = found
            marked = self.marked
            self._second = frozenset(one.path.name for one in elsewhere if one.verified)
            self._list.show(kept, same=lambda one: marked is not None and one.path == marked.path)
            self._say()

        self.read(lambda desk, who: backups.list_backups(desk, who, app.keeper), show)

    @property
    def marked(self) -> "Kept | None":
        """The backup that is marked."""
        return self._list.marked

    def _cells(self, one: "Kept") -> list[Cell]:
        desk, known = self.desk_app.desk, one.backup
        state = state_words(one)
        standing: Cell = state if one.verified else (state, "late")
        if known is None or desk is None:
            return [one.path.name, "", "", standing, ""]
        return [
            f"{desk.hours.local(known.made_at):%Y-%m-%d %H:%M}",
            str(known.counts.get("cases", 0)),
            f"{known.size // 1024} kB",
            standing,
            _("lies there") if one.path.name in self._second else "",
        ]

    def _say(self, *more: Para) -> None:
        """What is to be told, below it how things stand and by which rule."""
        if self._standing is None:
            return
        style = "bold $error" if self._standing.loud else "bold"
        keeper = self.desk_app.keeper
        self._about.say(
            *more,
            Para(standing_words(self._standing), style),
            *(Para(line) for line in rule_words(keeper.rule, keeper.folder)),
            Para(str(keeper.folder), "$text-muted"),
        )

    def backups_changed(self) -> None:
        self.load()

    # -- what is done ----------------------------------------------------------------------

    def action_make(self) -> None:
        app = self.desk_app
        self._about.say(Para(_("Copying the book and reading the copy through…")))

        def made(found: "Made") -> None:
            app.tell(_("The backup is made."), found.backup.path.name)
            self._tell_then_load([Para(line) for line in made_words(found)])

        if not self.write(
            lambda desk, who: backups.make_backup(desk, who, app.keeper), made, refused=self._no
        ):
            return

    def _no(self, refusal: Refusal) -> None:
        self._say(Para(f"{refusal.message} {refusal.hint}", "$error"))

    def _tell_then_load(self, said: Sequence[Para]) -> None:
        app = self.desk_app

        def show(found: Found) -> None:
            kept, elsewhere, self._standing = found
            self._second = frozenset(one.path.name for one in elsewhere if one.verified)
            self._list.show(kept)
            app.backups_stand = self._standing
            self._say(*said)

        self.read(lambda desk, who: backups.list_backups(desk, who, app.keeper), show)

    @on(PagedList.Chosen)
    def action_check(self) -> None:
        one, app = self.marked, self.desk_app
        if one is None:
            return
        self._about.say(Para(_("Reading {name} through…").format(name=one.path.name)))

        def told(wrong: Sequence[str]) -> None:
            if wrong:
                self._say(*(Para(f"! {line}", "$error") for line in wrong[:10]))
            else:
                self._say(Para(_("The backup is sound: it can be restored."), "bold"))

        self.read(
            lambda desk, who: backups.check_backup(desk, who, app.keeper, one.path),
            told,
            group="check",
            refused=self._no,
        )

    def action_rule(self) -> None:
        from screens.backups.rule import RuleForm

        app = self.desk_app

        def kept(rule: "KeepRule | None") -> None:
            if rule is not None:
                app.tell(_("The rule is kept."))
                self.load()

        self.app.push_screen(RuleForm(app.keeper), kept)

    def action_verify(self) -> None:
        app = self.desk_app
        self._about.say(Para(_("Reading the whole book through…")))

        def work(desk: "Desk", who: "Actor") -> tuple[list[str], int]:
            from desk.services.book import verify_book

            heads = app.keeper.heads()
            return verify_book(desk, who, heads), len(heads)

        def told(found: tuple[list[str], int]) -> None:
            wrong, known = found
            if wrong:
                self._say(*(Para(f"! {line}", "$error") for line in wrong[:10]))
                return
            self._say(
                Para(_("The book agrees with its journal."), "bold"),
                Para(_("Its history is the one that {n} backups know.").format(n=known)),
            )

        self.read(work, told, group="verify", refused=self._no)

    def action_restore(self) -> None:
        from screens.backups.restore import restore

        one = self.marked
        restore(self.desk_app, one.path if one is not None else Path())

    def action_reload(self) -> None:
        self.load()
