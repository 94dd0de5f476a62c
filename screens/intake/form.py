"""The widgets of the form, in the order of a conversation; knows fields, not what they mean."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.enums import CaseKind, Channel, Mood, Topic
from desk.i18n import _, current
from desk.labels import label
from desk.saying import joined
from desk.services.intake_checks import LONGEST_NARRATIVE
from screens.intake.more import LANGUAGES
from screens.intake.points import PointsPanel
from screens.intake.sections import told_besides
from screens.intake.sheet import Proposed, Sheet, likely_kind
from screens.intake.tips import Tips
from screens.intake.who import WhoPanel
from screens.plain import shown
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow


class Told(ClerkInput):
    """What the customer was told; → in the empty field takes the words that are offered."""

    BINDINGS = [Binding("right", "take_or_right", show=False)]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__(limit=300, id="told")
        self.offered = ""

    def offer(self, words: str) -> None:
        """Offer words that are usual here."""
        if words != self.offered:
            self.offered = words
            offer = _("→ takes: {words}").format(words=words) if words else ""
            # A placeholder breaks at spaces, and only its first line is seen: Chinese, one word to
            # whoever breaks lines, would be left to the second.
            self.placeholder = offer if " " in words else offer.replace(" ", "")

    def action_take_or_right(self) -> None:
        if self.value or not self.offered:
            self.action_cursor_right()
        else:
            self.value = self.offered
            self.cursor_position = len(self.value)


class IntakeForm(VerticalScroll, can_focus=False):
    """Gathers a sheet and shows one."""

    def __init__(self) -> None:
        super().__init__(id="intake-form")
        self.who = WhoPanel()
        self.narrative = ClerkTextArea(
            limit=LONGEST_NARRATIVE,
            id="narrative",
            placeholder=_("What happened, in the customer's own words"),
        )
        self.narrative_row = FieldRow("", self.narrative, name="narrative", classes="bare")
        self.remedy = ClerkInput(
            limit=300, id="remedy", placeholder=_("what they want most; may stay empty")
        )
        self.points = PointsPanel()
        self.topic: Choice[Topic] = Choice([(one, label(one)) for one in Topic], id="topic")
        self.mood: Choice[Mood] = Choice([(one, label(one)) for one in Mood], Mood.CALM, id="mood")
        self.need = ClerkInput(
            limit=200, id="need", placeholder=_("e.g. to be taken seriously; an apology")
        )
        self.told = Told()
        self.expected = ClerkInput(
            limit=20, id="expected", placeholder=_("a day, e.g. 12-01 or +3; may stay empty")
        )
        self.summary = Static(id="summary")

    def compose(self) -> ComposeResult:
        yield self.who
        with Vertical(id="what", classes="section") as what:
            what.border_title = shown(_("What happened, what they want"))
            yield self.narrative_row
            yield FieldRow(_("They want"), self.remedy, name="remedy_sought")
        yield self.points
        with Vertical(id="how", classes="section") as how:
            how.border_title = shown(_("Topic, mood, what you told them"))
            yield from self._how()

    def _how(self) -> Iterable[Widget]:
        yield FieldRow(_("Topic"), self.topic, name="topic")
        yield FieldRow(_("Mood"), self.mood)
        yield FieldRow(_("Need"), self.need, name="emotional_need")
        yield FieldRow(_("Told them"), self.told, name="told")
        yield FieldRow(_("Answer by"), self.expected, name="expected_by")
        yield self.summary

    # -- as data ---------------------------------------------------------------------------

    def gather(self, sheet: Sheet) -> Sheet:
        """The sheet with what stands in the fields; choices stand in it already."""
        points = self.points.list
        return Sheet(
            **{
                **{name: getattr(sheet, name) for name in Sheet.__slots__},
                "visitor": self.who.visitor,
                "search": self.who.search.text,
                "narrative": self.narrative.value,
                "remedy_sought": self.remedy.text,
                "points": self.points.as_typed,
                "taken": points.taken,
                "seen": points.seen,
                "emotional_need": self.need.text,
                "told": self.told.text,
                "expected_by": self.expected.text,
            }
        )

    def load(self, sheet: Sheet) -> None:
        """Show a sheet that was kept."""
        with self.prevent(Input.Changed, ClerkTextArea.Changed):
            self.narrative.load_text(sheet.narrative)
            self.narrative.move_cursor(self.narrative.document.end)
            self.remedy.value = sheet.remedy_sought
            self.need.value = sheet.emotional_need
            self.told.value = sheet.told
            self.expected.value = sheet.expected_by
        self.who.load(sheet.visitor, sheet.search)
        self.points.list.set(sheet.points, taken=sheet.taken, seen=sheet.seen)
        self.points.tell()

    def follow(self, sheet: Sheet, tips: Tips) -> None:
        """Show what Desk makes of the narrative in every field that the clerk left to it."""
        self.points.list.propose(tips.points)
        self.points.tell()
        likely = [one.topic for one in tips.suggestion.topics if one.score > 0]
        chosen = sheet.topic or tips.proposed.topic
        order = [*likely, *(one for one in Topic if one not in likely)]
        options = [(one, label(one)) for one in order]
        if options != self.topic.options and not self.topic.has_focus:
            self.topic.set_options(options, chosen)
        elif self.topic.value != chosen:
            self.topic.value = chosen
        mood = sheet.mood or tips.suggestion.mood or Mood.CALM
        if self.mood.value != mood:
            self.mood.value = mood
        self.told.offer(tips.scope.say if tips.scope is not None else "")
        self.summarise(sheet, tips.proposed)

    def summarise(self, sheet: Sheet, proposed: Proposed) -> None:
        """Say on one line what stands behind the key for more."""
        self.who.seal(sheet.kind is CaseKind.REPORT)
        likely = likely_kind(sheet, proposed)
        parts = [label(sheet.kind)]
        if likely is not sheet.kind:
            words = _("{kind} (sounds like {other})")
            parts = [words.format(kind=parts[0], other=label(likely))]
        if sheet.channel is not Channel.WALK_IN:
            parts.append(label(sheet.channel))
        parts.append(label(sheet.scope))
        parts += [
            label(sheet.urgency or proposed.urgency),
            label(sheet.grade or proposed.grade),
        ]
        if sheet.received_at:
            parts.append(_("received {when}").format(when=sheet.received_at))
        if sheet.paper_number:
            parts.append(_("paper form {number}").format(number=sheet.paper_number))
        if sheet.letter_language != "zh_CN":
            words = _(dict(LANGUAGES)[sheet.letter_language])
            parts.append(_("letter in {language}").format(language=words))
        if sheet.large_print:
            parts.append(_("large print"))
        if sheet.concerns:
            parts.append(_("about somebody of us"))
        if sheet.kind is CaseKind.REPORT:
            parts.append(_("◆ who reports is sealed after saving"))
        parts += [f"{label(party.role)} {party.name[:1]}*" for party in sheet.parties]
        parts += told_besides(sheet)
        text = joined(parts, current())
        plain = likely is CaseKind.COMPLAINT and len(parts) == 4
        self.summary.update(
            shown(_("{particulars} (Ctrl+E changes)").format(particulars=text), "$text-muted")
            if plain
            else shown(_("{particulars} (Ctrl+E changes)").format(particulars=text))
        )

    def first_unfilled(self) -> Widget:
        """Where the conversation goes on."""
        return self.narrative if not self.narrative.value else self.remedy
