"""Two files side by side, field by field: which is kept, what it takes over, or what they are."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import SameAs
from desk.forms_doubles import MergeForm, SameForm
from desk.i18n import _
from desk.labels import label
from desk.merging import Difference
from desk.services import doubles, merging, reveal
from desk.services.merging import Belongings, Comparison
from desk.side_by_side import field_name, masked_value, plain_value
from desk.staff.permissions import May
from screens.approvals.agree import by_whoever_may
from screens.base import DeskDialog
from screens.dialogs.pick import Pick, Way
from screens.dialogs.prompt import Prompt
from screens.dialogs.reveal import SECONDS, AskWhy
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList
from screens.working import WorkScreen

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.reveal import InFull
    from desk.staff.model import Actor


class SideBySide(DeskDialog[str]):
    """Gives what was done, in words; the file on the left is the one that is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "take", ""),
        ("ctrl+x", "swap", ""),
        ("ctrl+e", "finding", ""),
    ]

    def __init__(self, kept_id: str, other_id: str) -> None:
        super().__init__(_("Two files side by side"))
        self._ids = (kept_id, other_id)
        self._found: Comparison | None = None
        self._take: set[str] = set()
        self._full = False
        self._said = Static(classes="dialog-text")
        self._behind = Static(classes="dialog-text")
        self._list = PagedList[Difference](
            [
                Column("", 1),
                Column(_("Field"), 12),
                Column(_("Kept file"), 20, grows=1),
                Column("", 1),
                Column(_("Other file"), 20, grows=1),
            ],
            self._cells,
        )
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        yield self._said
        yield self._list
        yield self._behind

    def on_mount(self) -> None:
        words = _(
            "Space takes a value over, Ctrl+X changes which file is kept, Ctrl+S merges. "
            "Ctrl+E notes what they are, Ctrl+O shows them in full."
        )
        self._said.update(shown(words))
        self._list.focus()
        self._load()

    def _load(self) -> None:
        kept, other = self._ids
        self.read(lambda desk, who: merging.compare(desk, who, kept, other), self._show)

    def _show(self, found: Comparison) -> None:
        self._found = found
        self._ids = (found.kept.id, found.other.id)
        # What the kept file does not know, it may well learn from the other one.
        self._take = {line.field for line in found.lines if line.missing}
        self._list.show(list(found.lines))
        self._list.styles.height = len(found.lines) + 1
        lines = [
            _behind(_("Kept file"), found.behind_kept),
            _behind(_("Other file"), found.behind_other),
        ]
        if found.link is not None:
            lines.append(
                _("Found out: {what} ({reason})").format(
                    what=label(found.link.kind), reason=found.link.reason
                )
            )
        self._behind.update(shown("\n".join(lines), "$text-muted"))

    def _cells(self, line: Difference) -> list[Cell]:
        taken = line.field in self._take
        kept, other = (self._said_of(line.field, v[0]) for v in (line.kept, line.other))
        if not line.differs:
            return ["", (field_name(line.field), "faint"), (kept, "faint"), "", (other, "faint")]
        return [
            ("≠", "soon"),
            field_name(line.field),
            (kept, "faint") if taken else (kept, "strong"),
            ("←", "good") if taken else "",
            (other, "good") if taken else other,
        ]

    def _said_of(self, field: str, value: object) -> str:
        return plain_value(value) if self._full else masked_value(field, value)

    def _mask(self) -> None:
        self._full = False
        self._list.refresh()

    # -- keys ------------------------------------------------------------------------------

    @on(PagedList.Chosen)
    def action_take(self) -> None:
        line = self._list.marked
        if line is not None and line.differs:
            self._take ^= {line.field}
            self._list.refresh()

    def action_swap(self) -> None:
        self._ids = (self._ids[1], self._ids[0])
        self._load()

    def reveal(self) -> None:
        """Both files in full for a minute; either look is written down with its reason."""
        ids = self._ids

        def look(desk: "Desk", who: "Actor", why: str) -> "list[InFull]":
            return [one for each in ids for one in reveal.reveal_customer(desk, who, each, why)]

        def seen(people: "list[InFull] | None") -> None:
            if people is not None:
                self._full = True
                self._list.refresh()
                self.set_timer(SECONDS, self._mask)

        self.app.push_screen(AskWhy(" ".join(ids), look), seen)

    def action_finding(self) -> None:
        ask_finding(self, *self._ids, self._done)

    def _done(self, said: str | None) -> None:
        if said:
            self.dismiss(said)

    def accept(self) -> None:
        found, room = self._found, self.desk_app.room
        if found is None or room is None:
            return

        def go(actor: "Actor | None") -> None:
            def reason(text: str | None) -> None:
                if text is None:
                    return
                form = MergeForm(
                    kept_id=found.kept.id,
                    other_id=found.other.id,
                    reason=text,
                    take=tuple(sorted(self._take)),
                    kept_version=found.kept.version,
                    other_version=found.other.version,
                )
                self.write(
                    lambda desk, who: merging.merge(desk, who, form),
                    lambda _made: self._done(_("The files are one now; it can be taken back.")),
                    who=actor,
                )

            words = _("The other file points to the kept one; nothing of it is lost.")
            prompt = Prompt(_("Merge the files"), _("How one knows"), text=words, limit=200)
            self.app.push_screen(prompt, reason)

        by_whoever_may(room, May.MERGE, _("A lead merges two files."), go)


def _behind(name: str, own: Belongings) -> str:
    text = _("{name}: {accounts} accounts, {cases} cases, {open_cases} of them open")
    return text.format(
        name=name, accounts=len(own.accounts), cases=own.cases, open_cases=own.open_cases
    )


def ask_finding(
    screen: "WorkScreen[object] | WorkScreen[str] | WorkScreen[None]",
    one: str,
    other: str,
    done: Callable[[str | None], None],
) -> None:
    """Ask what two files are, and how one knows; `done` gets what was noted, in words."""
    end = "end"

    def chosen(name: str | None) -> None:
        if name is None:
            return
        if name == end:
            screen.write(
                lambda desk, who: doubles.end_link(desk, who, one, other),
                lambda _link: done(_("It holds no longer.")),
            )
            return
        kind = SameAs(name)

        def reason(text: str | None) -> None:
            if text is None:
                return
            form = SameForm(kind=kind, reason=text)
            screen.write(
                lambda desk, who: doubles.link_customers(desk, who, one, other, form),
                lambda link: done(_("Noted: {what}.").format(what=label(link.kind))),
            )

        screen.app.push_screen(Prompt(label(kind), _("How one knows"), limit=200), reason)

    tips = {
        SameAs.SAME: _("kept as two files for now; a lead can merge them"),
        SameAs.HOUSEHOLD: _("two people who belong together; nobody is asked again"),
        SameAs.APART: _("two people, whatever it looks like; nobody is asked again"),
    }
    ways = [Way(kind.value, label(kind), tip) for kind, tip in tips.items()]
    ways.append(Way(end, _("Not known again"), _("ends what was found out before")))
    screen.app.push_screen(Pick(_("What are they?"), ways), chosen)
