"""The playbook in use: every entry by kind and id, and the questions that are asked of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from desk.doubles import Sign
from desk.enums import (
    CaseKind,
    Cause,
    Channel,
    ClockKind,
    Conclusion,
    Grade,
    HallEventKind,
    IncidentCause,
    Lane,
    Mood,
    PointKind,
    Scope,
    Topic,
)
from desk.i18n import _
from desk.playbook import wording
from desk.playbook.base import Entry
from desk.playbook.calling import DayPart
from desk.playbook.endings import TerminationGround, WayOn
from desk.playbook.entries import (
    Article,
    ClosingRule,
    DirectoryEntry,
    Escalation,
    Gate,
    HandlingStep,
    Keyword,
    Limit,
    MoodEntry,
    Outcome,
    PauseReason,
    Phrase,
    PhraseKind,
    ScopeEntry,
    Script,
    Sensitive,
    TopicCause,
    TopicEntry,
    Track,
)
from desk.playbook.files import DoubleSign, RelatedRule
from desk.playbook.incidents import IncidentRule
from desk.playbook.outside import HallGuide, ReportRule
from desk.playbook.procedure import Procedure
from desk.playbook.retention import RetentionRule
from desk.playbook.sentences import Sentence
from desk.playbook.undertakings import Authority, Department, TaskRule
from desk.playbook.walk_ins import WalkIn
from desk.refusals import Refusal
from desk.related import Reason

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file an entry stands in, and whether it is the site's own."""

    file: str
    from_site: bool = False


def _of(table: Mapping[str, Entry], shape: type[E]) -> dict[str, E]:
    return {key: entry for key, entry in table.items() if isinstance(entry, shape)}


class Playbook:
    """All entries; each attribute maps ids (for topics, moods and scopes the enum) to entries.

    `fingerprint` changes with any change of content, so that what was told on one day can be
    compared with the rules of another. `folders` are searched for texts in other languages.
    """

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, Entry]],
        origins: Mapping[tuple[str, str], Origin],
        fingerprint: str,
        *,
        language: str = "zh_CN",
        folders: tuple[Path, ...] = (),
    ) -> None:
        self.tables = tables
        self.origins = origins
        self.fingerprint = fingerprint
        self.language = language
        self._folders = folders
        self._views = {language: self}
        self.topics = {
            Topic(key): entry
            for key, entry in _of(tables["topic"], TopicEntry).items()
            if key in frozenset(Topic)
        }
        self.moods = {
            Mood(key): entry
            for key, entry in _of(tables["mood"], MoodEntry).items()
            if key in frozenset(Mood)
        }
        self.scopes = {
            Scope(key): entry
            for key, entry in _of(tables["scope"], ScopeEntry).items()
            if key in frozenset(Scope)
        }
        self.keywords = _of(tables["keyword"], Keyword)
        self.sensitive = _of(tables["sensitive"], Sensitive)
        self.steps = _of(tables["handling_step"], HandlingStep)
        self.limits = _of(tables["limit"], Limit)
        self.pause_reasons = _of(tables.get("pause_reason", {}), PauseReason)
        self.gates = _of(tables["gate"], Gate)
        self.phrases = _of(tables["phrase"], Phrase)
        self.closing = _of(tables["closing"], ClosingRule)
        self.scripts = _of(tables["script"], Script)
        self.articles = _of(tables["article"], Article)
        self.escalations = _of(tables["escalation"], Escalation)
        self.directory = _of(tables["directory"], DirectoryEntry)
        self.procedures = _of(tables["procedure"], Procedure)
        self.report_rules = _of(tables.get("report_rule", {}), ReportRule)
        self.double_signs = {
            Sign(key): entry
            for key, entry in _of(tables.get("double_sign", {}), DoubleSign).items()
            if key in frozenset(Sign)
        }
        self.related_rules = {
            Reason(key): entry
            for key, entry in _of(tables.get("related_rule", {}), RelatedRule).items()
            if key in frozenset(Reason)
        }
        self.day_parts = _of(tables.get("day_part", {}), DayPart)
        self.retention = _of(tables.get("retention", {}), RetentionRule)
        self.incident_rules = {
            IncidentCause(key): entry
            for key, entry in _of(tables.get("incident_rule", {}), IncidentRule).items()
            if key in frozenset(IncidentCause)
        }
        self.departments = _of(tables.get("department", {}), Department)
        self.task_rules = _of(tables.get("task_rule", {}), TaskRule)
        self.authorities = _of(tables.get("authority", {}), Authority)
        self.sentences = _of(tables.get("sentence", {}), Sentence)
        self.termination_grounds = _of(tables.get("termination_ground", {}), TerminationGround)
        self.ways_on = _of(tables.get("way_on", {}), WayOn)
        self.walk_ins = _of(tables.get("walk_in", {}), WalkIn)
        self.hall = {
            HallEventKind(key): entry
            for key, entry in _of(tables.get("hall_event", {}), HallGuide).items()
            if key in frozenset(HallEventKind)
        }

    def said(self, language: str) -> "Playbook":
        """The same rules with their texts in `language`; what was not translated stays Chinese.

        Made once for each language. Broken files are passed over here; the check names them.
        """
        view = self._views.get(language)
        if view is None:
            from desk.playbook.texts import laid_over, merged, read

            first = self._views["zh_CN"]
            said = merged(read(folder / language) for folder in first._folders)
            tables = laid_over(first.tables, said)
            view = Playbook(tables, self.origins, self.fingerprint, language=language)
            view._views = self._views
            self._views[language] = view
        return view

    def track(self, track: Track) -> tuple[HandlingStep, ...]:
        """The six steps, or the seven of calming, in their order."""
        chosen = (step for step in self.steps.values() if step.track is track)
        return tuple(sorted(chosen, key=lambda step: step.order))

    def procedure(self, procedure_id: str) -> Procedure:
        """A procedure by id; raises a Refusal that names those there are."""
        try:
            return self.procedures[procedure_id]
        except KeyError:
            raise Refusal(
                _("There is no procedure “{id}”.").format(id=procedure_id),
                _("Choose one of: {ids}.").format(ids=", ".join(sorted(self.procedures))),
                field="procedure",
                code="unknown_procedure",
            ) from None

    def directory_entry(self, entry_id: str) -> DirectoryEntry:
        """A unit of the directory by id; raises a Refusal that names those there are."""
        try:
            return self.directory[entry_id]
        except KeyError:
            raise Refusal(
                _("The directory has no entry “{id}”.").format(id=entry_id),
                _("Choose one of: {ids}.").format(ids=", ".join(sorted(self.directory))),
                field="entry",
                code="unknown_entry",
            ) from None

    def procedures_for(self, topic: Topic) -> tuple[Procedure, ...]:
        """The procedures that help with a topic, the most usual first."""
        return tuple(
            self.procedures[key] for key in self.topics[topic].procedures if key in self.procedures
        )

    def cause(self, topic: Topic, cause_id: str) -> TopicCause | None:
        """One cause of a topic by its id."""
        return next((cause for cause in self.topics[topic].causes if cause.id == cause_id), None)

    def scripts_for(self, topic: Topic, matter: str = "") -> tuple[Script, ...]:
        """What all counters say on a topic; those whose words stand in `matter` first."""
        chosen = [script for script in self.scripts.values() if script.topic is topic]
        chosen.sort(key=lambda script: -len(wording.found(script.words, matter)))
        return tuple(chosen)

    def limit_for(
        self,
        clock: ClockKind,
        *,
        kind: CaseKind,
        channel: Channel,
        day: date,
        grade: Grade = Grade.NORMAL,
        topic: Topic | None = None,
        lane: Lane = Lane.STANDARD,
    ) -> Limit | None:
        """The limit that rules a clock of a case received on `day`; None where there is none."""
        asked = (kind, channel, grade, topic, lane)
        fitting = [
            limit
            for limit in self.limits.values()
            if limit.clock is clock and limit.in_force(day) and _fits(_selectors(limit), asked)
        ]
        return max(fitting, key=lambda limit: (limit.rank, _narrowness(limit)), default=None)

    def standards(self, topic: Topic | None = None) -> tuple[Limit, ...]:
        """Limits of the trade that a reply may rest on, for one topic or all; printable only."""
        return tuple(
            limit
            for limit in self.limits.values()
            if limit.clock is None
            and limit.printable
            and (topic is None or not limit.topics or topic in limit.topics)
        )

    def closing_for(
        self, kind: CaseKind, channel: Channel, outcome: Outcome, day: date
    ) -> ClosingRule:
        """What a case needs before it closes."""
        return self.closing_rules(kind, channel, outcome, day)[0]

    def closing_rules(
        self, kind: CaseKind, channel: Channel, outcome: Outcome, day: date
    ) -> tuple[ClosingRule, ...]:
        """The rules that fit best on `day`; a sound playbook has exactly one."""
        fitting = [
            rule
            for rule in self.closing.values()
            if rule.in_force(day)
            and _fits((rule.kinds, rule.channels, rule.outcomes), (kind, channel, outcome))
        ]
        best = max(((rule.rank, _narrowness(rule)) for rule in fitting), default=None)
        return tuple(rule for rule in fitting if (rule.rank, _narrowness(rule)) == best)

    def gates_for(
        self, topic: Topic, kind: PointKind, matter: str, day: date, *, cause: Cause | None = None
    ) -> tuple[Gate, ...]:
        """The gates that a point stands before, whatever its conclusion will be."""
        return tuple(
            gate
            for gate in self.gates.values()
            if gate.in_force(day)
            and topic in gate.topics
            and (not gate.kinds or kind in gate.kinds)
            and (
                (cause is not None and cause in gate.causes)
                or (not gate.words and not gate.causes)
                or bool(wording.found(gate.words, matter))
            )
        )

    def articles_for(self, topic: Topic, day: date) -> tuple[Article, ...]:
        """The articles in force on `day` that may be cited on a topic."""
        listed = self.topics[topic].articles
        return tuple(
            article
            for key, article in self.articles.items()
            if article.in_force(day)
            and article.printable
            and (key in listed or topic in article.topics)
        )

    def citable(self, article_id: str, day: date) -> Article:
        """An article that may be cited on `day`; raises a Refusal that says why it may not."""
        article = self.articles.get(article_id)
        if article is None:
            raise Refusal(
                _("The playbook has no article “{id}”.").format(id=article_id),
                _("Choose one from the list, or write the basis in your own words."),
                field="basis",
                code="unknown_article",
            )
        if not article.in_force(day):
            raise Refusal(
                _("{article} is not in force on that day and cannot be cited.").format(
                    article=article.cited
                ),
                _("Choose an article in force, or write the basis in your own words."),
                field="basis",
                code="article_out_of_force",
            )
        return article

    def phrases_of(self, *kinds: PhraseKind) -> tuple[Phrase, ...]:
        """The phrases of these kinds."""
        return tuple(phrase for phrase in self.phrases.values() if phrase.kind in kinds)

    def words_of(self, *kinds: PhraseKind) -> tuple[str, ...]:
        """The words of the phrases of these kinds, each once."""
        phrases = self.phrases_of(*kinds)
        return tuple(dict.fromkeys(word for phrase in phrases for word in phrase.words))


def _fits(allowed: Iterable[tuple[object, ...]], asked: Iterable[object]) -> bool:
    return all(not some or one in some for some, one in zip(allowed, asked, strict=True))


def _selectors(limit: Limit) -> tuple[tuple[object, ...], ...]:
    return (limit.kinds, limit.channels, limit.grades, limit.topics, limit.lanes)


def _narrowness(entry: Limit | ClosingRule) -> int:
    """How many of its selectors are set: the narrower rule is the more special one."""
    if isinstance(entry, Limit):
        return sum(map(bool, _selectors(entry)))
    return sum(map(bool, (entry.kinds, entry.channels, entry.outcomes)))


FOR = {Conclusion.SUBSTANTIATED, Conclusion.GRANTED}
AGAINST = {Conclusion.UNSUBSTANTIATED, Conclusion.NOT_GRANTED}


def outcome_of(conclusions: Iterable[Conclusion], *, at_window: bool = False) -> Outcome:
    """How a case came out, from the conclusions of its points.

    `at_window`: answered while the customer stood there, with nothing left to do. Explanations
    beside findings do not weigh.
    """
    if at_window:
        return Outcome.AT_WINDOW
    found = set(conclusions) - {Conclusion.EXPLAINED}
    if not found:
        return Outcome.EXPLAINED
    if found <= FOR:
        return Outcome.UPHELD
    return Outcome.NOT_UPHELD if found <= AGAINST else Outcome.PARTLY_UPHELD
