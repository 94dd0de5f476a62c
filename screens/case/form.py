"""The form on the right: the answer to one point, with what depends on what."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from desk.enums import (
    CONCLUSIONS,
    Cause,
    Conclusion,
    PointKind,
    RemedyBy,
    Responsibility,
)
from desk.i18n import _
from desk.labels import label
from desk.playbook.entries import Gate
from desk.point import IssuePoint
from desk.text import clean_line
from screens.case.articles import Cited
from screens.case.content import Content
from screens.case.judge import Remark
from screens.plain import shown
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.flow import Flow, Para
from screens.widgets.reading import content_of, fill
from screens.widgets.row import FieldRow, unbroken
from screens.widgets.ticks import TickItem, Ticks
from screens.working import WorkScreen

LONGEST = 5_000
PARTLY = (Conclusion.PARTLY_SUBSTANTIATED.value, Conclusion.PARTLY_GRANTED.value)
WRITABLE = ("finding", "basis", "true_part", "remedy", "payment", "apology")
"""Fields into which prepared words may be put."""


def labels() -> dict[str, str]:
    """What the fields are called, in the order in which they stand."""
    return {
        "finding": _("Finding"),
        "checks": _("Checks"),
        "conclusion": _("Conclusion"),
        "true_part": _("True part"),
        "articles": _("Articles"),
        "basis": _("Basis"),
        "remedy": _("Remedy"),
        "remedy_by": _("Who acts"),
        "remedy_owner": _("Done by"),
        "remedy_due": _("Due day"),
        "remedy_done_on": _("Done on"),
        "amount_fen": _("Yuan"),
        "payment": _("Paid how"),
        "apology": _("Apology"),
        "responsibility": _("Liable"),
        "cause": _("Cause"),
        "kind": _("Kind"),
        "matter": _("Matter"),
    }


class AnswerPanel(VerticalScroll):
    """Shows one point; posts `Typed` when something in it was changed by the person."""

    class Typed(Message):
        """The content is another than before."""

        def __init__(self, position: int, content: Content) -> None:
            super().__init__()
            self.position = position
            self.content = content

    def __init__(self) -> None:
        super().__init__(id="answer", can_focus=False, classes="panel")
        self.position = 0
        self._last: Content = {}
        self._gates: Sequence[Gate] = ()
        self._matter = Flow(id="matter")
        self._note = Static(id="draft-note")
        self._why = Static(id="gate-why", classes="field-hint")
        any_day = _("e.g. 11-30, tomorrow, +3 working days")
        self.controls: dict[str, Widget] = {
            "finding": ClerkTextArea(
                limit=LONGEST, placeholder=_("When and where we looked, and what we found")
            ),
            "checks": Ticks(),
            "conclusion": Choice[Conclusion]([], folded=False),
            "true_part": ClerkInput(limit=500, placeholder=_("What of it is so")),
            "articles": Cited(),
            "basis": ClerkTextArea(limit=LONGEST, placeholder=_("In your own words, if needed")),
            "remedy": ClerkTextArea(
                limit=LONGEST, placeholder=_("What we do about it, or what the customer can do")
            ),
            "remedy_by": Choice([(by, label(by)) for by in RemedyBy], RemedyBy.UNIT),
            "remedy_owner": ClerkInput(
                limit=100, placeholder=_("Person or department, e.g. {name}").format(name="…")
            ),
            "remedy_due": ClerkInput(limit=20, placeholder=any_day),
            "remedy_done_on": ClerkInput(limit=20, placeholder=_("if it is done already")),
            "amount_fen": ClerkInput(limit=20, placeholder=_("e.g. 128.50; empty without money")),
            "payment": ClerkInput(limit=200, placeholder=_("Way, payee, proof")),
            "apology": ClerkTextArea(
                limit=1000, placeholder=_("Where the customer is right; Ctrl+U proposes one")
            ),
            "responsibility": Choice([(r, label(r)) for r in Responsibility], folded=False),
            "cause": Choice([(c, label(c)) for c in Cause], folded=False),
            "kind": Choice([(k, label(k)) for k in PointKind], folded=False),
            "matter": ClerkInput(limit=1000),
        }
        self.rows = {
            name: FieldRow(words, self.controls[name], name=name, own=name in WRITABLE)
            for name, words in labels().items()
        }

    def compose(self) -> ComposeResult:
        yield self._matter
        yield self._note
        for name, row in self.rows.items():
            yield row
            if name == "checks":
                yield self._why

    # -- what stands in it -----------------------------------------------------------------

    def content(self) -> Content:
        """The fields as they stand now."""
        return {name: content_of(control) for name, control in self.controls.items()}

    def show(self, point: IssuePoint, content: Content, names: Mapping[str, str]) -> None:
        """Show a point with what is on record or was typed; `names` says how articles are cited."""
        other = point.position != self.position
        if other and isinstance(self.screen, WorkScreen):
            self.screen.edits.forget(*self.controls.values())
        self.position = point.position
        self._set_conclusions(str(content["kind"]))
        cited = self.controls["articles"]
        if isinstance(cited, Cited):
            cited.know(dict(names))
        for name, control in self.controls.items():
            fill(control, content[name])
        if other:
            self.say_nothing()
            self.scroll_home(animate=False)
        self._last = self.content()
        self._depend()

    def show_gates(self, gates: Sequence[Gate]) -> None:
        """The checks that conclusions of this point wait for."""
        self._gates = gates
        items = {
            check.id: TickItem(check.id, check.label, check.how)
            for gate in gates
            for check in gate.checks
        }
        ticks = self.controls["checks"]
        if isinstance(ticks, Ticks) and [item.id for item in ticks.items] != list(items):
            ticks.show(list(items.values()))
        self.rows["checks"].display = bool(items)
        kinds = CONCLUSIONS[PointKind(str(self._last["kind"]))] if self._last else ()
        shut = [label(c) for c in kinds if any(c in gate.conclusions for gate in gates)]
        words = _("All of these come before the conclusion “{conclusions}”.")
        self._why.update(shown(words.format(conclusions=_(" / ").join(shut))))
        self._why.display = bool(shut)

    def suggest_owner(self, department: str) -> None:
        """Who usually does what is promised on this topic."""
        owner = self.controls["remedy_owner"]
        if isinstance(owner, ClerkInput):
            owner.placeholder = _("Person or department, e.g. {name}").format(name=department)

    def note(self, words: str) -> None:
        """A line above the fields, e.g. that this is a draft; "" takes it away."""
        self._note.display = bool(words)
        self._note.update(shown("\n".join(map(unbroken, words.split("\n")))))

    def say_nothing(self) -> None:
        """Take every message beside a field away."""
        for row in self.rows.values():
            row.say("")

    def go_to(self, name: str) -> None:
        """Bring the cursor to a field."""
        row = self.rows.get(name)
        if row is not None and row.display:
            row.control.focus()
            # A field that has the cursor already may have been scrolled out of sight.
            row.scroll_visible(animate=False)

    def mark(self, position: int, remarks: Sequence[Remark]) -> None:
        """Say beside the fields of a point what they lack, and go to the first of them."""
        if position != self.position or not remarks:
            return
        for remark in remarks:
            self.rows[remark.field].say(remark.why, remark.cure)
        named = {remark.field for remark in remarks}
        self.go_to(next((n for n, row in self.rows.items() if n in named and row.display), ""))

    def take_over(self, content: Content) -> None:
        """Fill some fields at once, as a person would."""
        for name, value in content.items():
            fill(self.controls[name], value)
        self._changed()

    def put_in(self, text: str, name: str) -> None:
        """Insert prepared words where the cursor stands in a field."""
        control = self.controls[name]
        if isinstance(control, ClerkTextArea):
            control.insert(text[: max(0, control.limit - len(control.text))])
            control.select_open()
        elif isinstance(control, ClerkInput):
            control.insert_text_at_cursor(" ".join(text.split()))
        control.focus()

    # -- what depends on what --------------------------------------------------------------

    def _set_conclusions(self, kind: str) -> None:
        control = self.controls["conclusion"]
        assert isinstance(control, Choice)
        offered = CONCLUSIONS[PointKind(kind)] if kind else ()
        if [value for value, _words in control.options] != list(offered):
            kept = control.value if control.value in offered else None
            control.set_options([(c, label(c)) for c in offered], kept)

    def _with_only_conclusion(self, content: Content) -> Content:
        """A question has one conclusion: nobody chooses it, unless checks come before it."""
        control = self.controls["conclusion"]
        assert isinstance(control, Choice)
        only = [value for value, _words in control.options]
        shut = any(set(only) & set(gate.conclusions) for gate in self._gates)
        if content["conclusion"] or not content["finding"] or len(only) != 1 or shut:
            return content
        control.value = only[0]
        return self.content()

    def _depend(self) -> None:
        content = self._last
        self.rows["true_part"].display = content["conclusion"] in PARTLY
        self.rows["payment"].display = bool(content["amount_fen"] or content["payment"])
        kind = str(content["kind"])
        words = _("{n}. {kind}: {matter}").format(
            n=self.position, kind=label(PointKind(kind)), matter=content["matter"]
        )
        self._matter.say(Para(clean_line(words), "bold"))

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Ticks.Changed)
    @on(Cited.Changed)
    def _changed(self) -> None:
        kind = content_of(self.controls["kind"])
        if kind != self._last.get("kind"):
            self._set_conclusions(str(kind))
        content = self.content()
        if content == self._last or not self.position:
            return
        content = self._with_only_conclusion(content)
        for name, value in content.items():
            if value != self._last.get(name):
                self.rows[name].say("")
        self._last = content
        self._depend()
        self.post_message(self.Typed(self.position, content))

    def on_resize(self, event: events.Resize) -> None:
        wide = event.size.width >= 60 + max(cell_len(words) for words in labels().values())
        self.set_class(wide, "-roomy")
        # The fields must stand below it; F5 shows all that was said.
        self._matter.most_lines = 3 if self.screen.size.height < 30 else 6
