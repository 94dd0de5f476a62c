"""What Desk knows beside the form, worked out in a thread while the clerk types."""

from dataclasses import dataclass
from functools import lru_cache

from desk import care
from desk.case import Case
from desk.enums import CaseKind, Mood, ReportTo, Topic, Urgency
from desk.forms import PointForm
from desk.playbook.entries import MoodEntry, ScopeEntry, Script, Sensitive, TopicEntry
from desk.playbook.outside import ReportRule
from desk.playbook.playbook import Playbook
from desk.playbook.sentences import SPOKEN, Sentence, fitting
from desk.playbook.walk_ins import WalkIn
from desk.reporting import duties, still_to_tell
from desk.services.base import Desk
from desk.services.care import to_mind
from desk.services.customer_file import open_cases
from desk.staff.model import Actor
from desk.suggest import Suggester, Suggestion
from desk.suggest.kinds import kind_named
from screens.intake.sheet import Proposed, Sheet

MOST_SCRIPTS = 2


@lru_cache(maxsize=2)
def suggester(playbook: Playbook) -> Suggester:
    """The matcher of a playbook, built once."""
    return Suggester(playbook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tips:
    """What the panel shows, and what stands for fields that the clerk left to Desk."""

    suggestion: Suggestion
    topic: TopicEntry
    scripts: tuple[Script, ...]
    mood: MoodEntry | None
    sentences: tuple[Sentence, ...]
    """What to say to this mood on this topic, before anything is found."""
    scope: ScopeEntry | None
    procedures: tuple[str, ...]
    typed: bool
    """Whether there is a narrative yet."""
    rules: tuple[ReportRule, ...] = ()
    """The rules by which it is reported ahead."""
    kind: CaseKind | None = None
    """The kind that the narrative names itself."""
    walk_in: WalkIn | None = None
    """The common walk-in that was chosen for it."""
    ahead: tuple[ReportTo, ...] = ()
    """Who is still to be told of it by phone."""

    @property
    def proposed(self) -> Proposed:
        """Topic, grade, urgency and lane as the narrative alone would have them."""
        found = self.suggestion
        return Proposed(
            topic=found.topic,
            grade=found.grade,
            urgency=found.urgency,
            lane=found.lane,
            kind=self.kind,
        )

    @property
    def points(self) -> tuple[PointForm, ...]:
        """The points as Desk would write them, and those still listened for, open as they are."""
        heard = tuple(PointForm(kind=p.kind, matter=p.matter) for p in self.suggestion.points)
        kinds = {point.kind for point in heard}
        expected = self.walk_in.points if self.walk_in is not None else ()
        open_ = (PointForm(kind=p.kind, matter=p.matter) for p in expected if p.kind not in kinds)
        return (*heard, *open_)

    @property
    def ask(self) -> tuple[str, ...]:
        """What to ask the customer now."""
        return (*(self.walk_in.ask if self.walk_in is not None else ()), *self.topic.ask)

    @property
    def emergencies(self) -> tuple[Sensitive, ...]:
        """Warnings that ask for a telephone before anything else."""
        return tuple(
            hit.entry
            for hit in self.suggestion.sensitive
            if hit.entry.call or hit.entry.urgency is Urgency.EMERGENCY
        )


def think(desk: Desk, sheet: Sheet) -> Tips:
    """Everything the panel tells about a form as it stands."""
    playbook = desk.spoken
    found = suggester(playbook).suggest(sheet.narrative)
    topic: Topic = sheet.topic or found.topic
    mood: Mood | None = sheet.mood or found.mood
    today = desk.hours.day_of(desk.clock.now())
    rules = duties(
        playbook.report_rules.values(),
        {hit.entry.id for hit in found.sensitive},
        sheet.grade or found.grade,
        today,
    )
    return Tips(
        suggestion=found,
        topic=playbook.topics[topic],
        scripts=playbook.scripts_for(topic, sheet.narrative)[:MOST_SCRIPTS],
        mood=playbook.moods.get(mood) if mood else None,
        sentences=fitting(playbook.sentences.values(), mood or Mood.CALM, topic, today, *SPOKEN),
        # What the customer is told is printed on the slip, so it is said as letters are.
        scope=desk.book_in(sheet.letter_language).scopes.get(sheet.scope),
        procedures=tuple(p.title for p in playbook.procedures_for(topic)),
        typed=bool(sheet.narrative),
        kind=kind_named(sheet.narrative),
        rules=rules,
        walk_in=playbook.walk_ins.get(sheet.walk_in),
        ahead=still_to_tell(rules, {call.receiver for call in sheet.calls}),
    )


@dataclass(frozen=True, slots=True)
class History:
    """What this customer has with us."""

    open_cases: tuple[Case, ...]
    ended: int
    mind: tuple[str, ...] = ()
    """What to know about them at the window, in words that they may read."""


def history(desk: Desk, who: Actor, customer_id: str) -> History:
    """The customer's open cases, newest first, and how many have ended."""
    still, ended = open_cases(desk, who, customer_id)
    mind = care.lines(to_mind(desk, who, customer_id))
    return History(still, ended, mind)
