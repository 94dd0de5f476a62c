"""Suspected doubles, of the whole book or of one customer; enter lays two files side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.customer_file import CustomerMerge
from desk.i18n import N_, _, current
from desk.labels import label
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.refusals import Refusal
from desk.saying import joined
from desk.services import doubles, merging
from desk.services.doubles import SuspectedPair
from desk.staff.permissions import May
from screens.approvals.agree import by_whoever_may
from screens.base import DeskScreen
from screens.dialogs.prompt import Prompt
from screens.doubles.side_by_side import SideBySide, ask_finding
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.customer import Customer
    from desk.doubles import Side
    from desk.services.base import Desk
    from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """A pair that is suspected, or a file that was merged into the customer's."""

    pair: SuspectedPair | None = None
    merge: CustomerMerge | None = None
    other: "Customer | None" = None


@dataclass(frozen=True, slots=True)
class Found:
    """All the lines, and whether there are more."""

    lines: tuple[Line, ...]
    more: bool = False


def look(desk: "Desk", who: "Actor", customer_id: str) -> Found:
    """The pairs of one customer with what was merged into their file; "" for the whole book."""
    if not customer_id:
        found = doubles.doubles(desk, who)
        return Found(tuple(Line(pair=one) for one in found.pairs), found.more)
    pairs = doubles.doubles_of(desk, who, customer_id)
    merges = merging.merges_of(desk, who, customer_id)
    lines = [Line(pair=one) for one in pairs]
    lines += [Line(merge=made, other=other) for made, other in merges]
    return Found(tuple(lines))


class DoublesScreen(DeskScreen):
    """One pair a line, the surest first; `subject` is a customer's id, or "" for all."""

    CSS_PATH = "doubles.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("doubles")]
    AUTO_FOCUS = "#doubles"
    scope = "doubles"
    heading = N_("Doubles")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._said = Static(id="doubles-said")
        self._list = PagedList[Line](
            [
                Column(_("One file"), 18, grows=1),
                Column(_("The other"), 18, grows=1),
                Column(_("Because"), 30, grows=2),
                Column(_("Found out"), 9),
            ],
            self._cells,
            id="doubles",
            classes="main-list",
            empty=_("No two files look like one customer."),
            empty_key=_("Ctrl+D lays this file beside any other.") if subject else "",
        )
        self._list.border_title = shown(_(self.heading))

    def body(self) -> Iterable[Widget]:
        yield self._said
        yield self._list

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self.load()

    def load(self) -> None:
        """Read the list again."""
        customer_id = self.subject
        self.read(lambda desk, who: look(desk, who, customer_id), self._show, refused=self._none)

    def _show(self, found: Found) -> None:
        marked = self._list.marked
        words = _("Nothing is changed by itself: lay two files side by side and say what they are.")
        if found.more:
            words = _("There are more; settle some of these first.")
        self._said.update(shown(words, "$text-muted"))
        self._list.show(list(found.lines), same=lambda one: one == marked)
        self.refresh_keys()

    def _none(self, refusal: Refusal) -> None:
        self._said.update(shown(f"{refusal.message} {refusal.hint}", "bold $warning"))
        self._list.show([])

    def reveal(self) -> None:
        """Two files that lie side by side, in full; on the list itself there is nothing to show."""
        if isinstance(self.app.screen, SideBySide):
            self.app.screen.reveal()
        else:
            super().reveal()

    def _cells(self, line: Line) -> list[Cell]:
        if line.pair is not None:
            pair = line.pair
            state = label(pair.link.kind) if pair.link is not None else ""
            why = joined(pair.why, current())
            return [side_words(pair.one), side_words(pair.other), (why, "soon"), state]
        assert line.merge is not None
        assert line.other is not None
        name = mask_name(line.other.name)
        other = " ".join(filter(None, (name, mask_phone(line.other.phone))))
        return [("", "faint"), other, (line.merge.reason, "faint"), (_("merged"), "good")]

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        line = self._list.marked
        if action in ("compare", "finding"):
            return True if line is not None and line.pair is not None else None
        if action == "take_back":
            return True if line is not None and line.merge is not None else None
        if action == "beside":
            return True if self.subject else None
        return True

    def on_paged_list_chosen(self) -> None:
        self.action_compare()

    def action_compare(self) -> None:
        line = self._list.marked
        if line is None:
            return
        if line.pair is None:
            self.action_take_back()
            return
        self.app.push_screen(
            SideBySide(line.pair.one.customer_id, line.pair.other.customer_id), self._settled
        )

    def _settled(self, said: str | None) -> None:
        if said:
            self.desk_app.tell(said)
        self.load()

    def action_beside(self) -> None:
        """Compare with a file that nothing but a person's knowledge ties to this one."""
        from screens.customer.choose import ChooseCustomer

        here = self.subject

        def chosen(other: str | None) -> None:
            if other == here:
                self.desk_app.tell(_("That is this file."), _("Choose another one."))
            elif other:
                self.app.push_screen(SideBySide(here, other), self._settled)

        self.app.push_screen(ChooseCustomer(), chosen)

    def action_finding(self) -> None:
        line = self._list.marked
        if line is not None and line.pair is not None:
            pair = line.pair
            ask_finding(self, pair.one.customer_id, pair.other.customer_id, self._settled)

    def action_take_back(self) -> None:
        line = self._list.marked
        if line is None or line.merge is None:
            return
        other_id = line.merge.other_id

        def go(actor: "Actor | None") -> None:
            def reason(text: str | None) -> None:
                if text is not None:
                    self.write(
                        lambda desk, who: merging.unmerge(desk, who, other_id, text),
                        lambda done: self._settled(taken_back(done)),
                        who=actor,
                    )

            words = _("Both files stand by themselves again, each with its own values.")
            self.app.push_screen(Prompt(_("Take the merge back"), _("Because"), text=words), reason)

        by_whoever_may(self, May.MERGE, _("A lead takes a merge back."), go)

    def action_reload(self) -> None:
        self.load()


def taken_back(done: merging.Unmerged) -> str:
    """What came of taking a merge back."""
    words = _("The two files stand by themselves again.")
    if done.cases_since:
        from desk.i18n import ngettext

        text = ngettext(
            "{n} case registered since stays with the kept file.",
            "{n} cases registered since stay with the kept file.",
            done.cases_since,
        )
        words = f"{words} {text.format(n=done.cases_since)}"
    return words


def side_words(side: "Side") -> str:
    """A file on one line, masked."""
    account = mask_account(side.accounts[0]) if side.accounts else ""
    address = mask_address(side.addresses[0]) if side.addresses else ""
    parts = (mask_name(side.name), mask_phone(side.phone), account, address)
    return " ".join(filter(None, parts))
