"""What the entries of a pack say of each other: nothing unknown, out of force or unproved."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from desk.enums import CaseKind, Channel, ClockKind, Mood, Scope, Topic
from desk.i18n import _
from desk.playbook.base import Confidence, Unit
from desk.playbook.endings import check_endings
from desk.playbook.entries import Outcome, PhraseKind, Track
from desk.playbook.figures_check import (
    Found,
    articles_can_be_printed,
    entries,
    figures_are_proved,
    texts_are_sound,
)
from desk.playbook.files_check import check_files
from desk.playbook.outside_check import check_outside
from desk.playbook.pack import Problem
from desk.playbook.playbook import Playbook
from desk.playbook.procedure_check import check_procedure
from desk.playbook.sentences import check_sentences
from desk.playbook.undertakings import check_undertakings
from desk.playbook.walk_ins import check_walk_ins
from desk.playbook.wording import fold

CLOCK_UNITS = (
    Unit.MINUTES,
    Unit.HOURS,
    Unit.COUNTER_MINUTES,
    Unit.COUNTER_HOURS,
    Unit.WORKING_DAYS,
    Unit.CALENDAR_DAYS,
)
HEAVIEST = 15
HEAVIEST_LEARNT = 100
TOPIC_PARTS = ("ask", "rests_on", "causes", "company_duties", "customer_duties", "advice")


def cross_check(playbook: Playbook) -> list[Problem]:
    """Everything that does not hold together, in the order of kinds and ids."""
    found = [problem for rule in RULES for problem in rule(playbook)]
    return [
        Problem(
            _file(playbook, one.kind, one.id), f"{one.kind} {one.id}".strip(), one.field, one.reason
        )
        for one in found
    ]


def _file(playbook: Playbook, kind: str, entry_id: str) -> str:
    origin = playbook.origins.get((kind, entry_id))
    return origin.file if origin else ""


def dates_are_sound(playbook: Playbook) -> Iterator[Found]:
    """Validity does not end before it begins; versions count from 1."""
    for kind, entry in entries(playbook):
        if entry.valid_to is not None and entry.valid_to < entry.valid_from:
            yield Found(kind, entry.id, "valid_to", _("It ends before it begins."))
        if entry.version < 1:
            yield Found(kind, entry.id, "version", _("Versions are counted from 1."))


def sources_carry_confidence(playbook: Playbook) -> Iterator[Found]:
    """Who says verified or secondary names a source; verified needs its year as well."""
    for kind, entry in entries(playbook):
        if entry.confidence is Confidence.DEFAULT:
            continue
        if not entry.source:
            yield Found(
                kind, entry.id, "source", _("Without a source, the confidence must be “default”.")
            )
        elif entry.confidence is Confidence.VERIFIED and all(
            source.year is None for source in entry.source
        ):
            yield Found(kind, entry.id, "source", _("A verified entry needs the year of a source."))


def topics_are_complete(playbook: Playbook) -> Iterator[Found]:
    """Every topic stands in the pack with all its parts, and with words that lead to it."""
    for key, entry in playbook.tables["topic"].items():
        if key not in frozenset(Topic):
            yield Found("topic", entry.id, "id", _("Desk knows no topic of this name."))
    led_to = {keyword.topic for keyword in playbook.keywords.values()}
    for topic in Topic:
        topic_entry = playbook.topics.get(topic)
        if topic_entry is None:
            yield Found("topic", topic, "", _("This topic is missing from the pack."))
            continue
        if topic not in led_to:
            yield Found("topic", topic, "", _("No keyword leads to this topic."))
        if not topic_entry.classes:
            yield Found("topic", topic, "classes", _("It is mapped to no 95598 class."))
        for part in TOPIC_PARTS:
            if not getattr(topic_entry, part):
                yield Found("topic", topic, part, _("This list is empty."))
        if not any(script.topic is topic for script in playbook.scripts.values()):
            yield Found("topic", topic, "", _("No script (口径) stands for this topic."))
        for cause in topic_entry.causes:
            for part in ("steps", "company_duties", "customer_duties"):
                if not getattr(cause, part):
                    path = f"causes.{cause.id}.{part}"
                    yield Found("topic", topic, path, _("This list is empty."))
        for name, times in Counter(cause.id for cause in topic_entry.causes).items():
            if times > 1:
                yield Found("topic", topic, f"causes.{name}", _("This id stands twice."))


def topics_refer_to_what_exists(playbook: Playbook) -> Iterator[Found]:
    """Procedures and articles named by a topic are there, and the articles are in force."""
    for topic, entry in playbook.topics.items():
        for name in entry.procedures:
            if name not in playbook.procedures:
                reason = _("There is no procedure “{id}”.").format(id=name)
                yield Found("topic", topic, "procedures", reason)
        for name in entry.articles:
            yield from _cited("topic", topic, "articles", name, entry.as_of, playbook)


def _cited(
    kind: str, entry_id: str, field: str, name: str, day: date, playbook: Playbook
) -> Iterator[Found]:
    article = playbook.articles.get(name)
    if article is None:
        reason = _("The playbook has no article “{id}”.").format(id=name)
    elif not article.in_force(day):
        reason = _("{article} is out of force and cannot be cited.").format(article=article.cited)
    else:
        return
    yield Found(kind, entry_id, field, reason)


def keywords_are_sound(playbook: Playbook) -> Iterator[Found]:
    """Weights between 1 and 15, no word twice for a topic, no word of one common character.

    What is learnt may be heavier and shorter: its weights are tenths, and it is shown to nobody.
    """
    seen: dict[tuple[Topic, str], str] = {}
    for keyword in playbook.keywords.values():
        if not 1 <= keyword.weight <= (HEAVIEST_LEARNT if keyword.learnt else HEAVIEST):
            yield Found("keyword", keyword.id, "weight", _("Weights run from 1 to 15."))
        if not keyword.words:
            yield Found("keyword", keyword.id, "words", _("This list is empty."))
        for word in keyword.words:
            if len(word) < 2 and not keyword.learnt:
                reason = _("“{word}” is too short to tell anything.").format(word=word)
                yield Found("keyword", keyword.id, "words", reason)
            before = seen.setdefault((keyword.topic, word), keyword.id)
            if before != keyword.id or keyword.words.count(word) > 1:
                reason = _("“{word}” already stands in “{id}”.").format(word=word, id=before)
                yield Found("keyword", keyword.id, "words", reason)


def phrases_are_sound(playbook: Playbook) -> Iterator[Found]:
    """Words in every phrase, none in two of one kind, a better sentence where one is needed."""
    seen: dict[tuple[PhraseKind, str], str] = {}
    for phrase in playbook.phrases.values():
        if not phrase.words:
            yield Found("phrase", phrase.id, "words", _("This list is empty."))
        if not phrase.instead and phrase.kind is not PhraseKind.EMPTY:
            yield Found("phrase", phrase.id, "instead", _("It lacks a better sentence."))
        for word in phrase.words:
            before = seen.setdefault((phrase.kind, fold(word)), phrase.id)
            if before != phrase.id:
                reason = _("“{word}” already stands in “{id}”.").format(word=word, id=before)
                yield Found("phrase", phrase.id, "words", reason)
    for kind in PhraseKind:
        if not playbook.phrases_of(kind):
            reason = _("No phrase of kind “{kind}” stands in the pack.").format(kind=kind)
            yield Found("phrase", kind, "kind", reason)


def every_word_of_a_vocabulary_is_covered(playbook: Playbook) -> Iterator[Found]:
    """All moods, scopes and both tracks are there."""
    missing = _("This entry is missing from the pack.")
    for key in playbook.tables["mood"]:
        if key not in frozenset(Mood):
            yield Found("mood", key, "id", _("Desk knows no mood of this name."))
    for key in playbook.tables["scope"]:
        if key not in frozenset(Scope):
            yield Found("scope", key, "id", _("Desk knows no scope of this name."))
    yield from (Found("mood", mood, "", missing) for mood in Mood if mood not in playbook.moods)
    for scope in Scope:
        entry = playbook.scopes.get(scope)
        if entry is None:
            yield Found("scope", scope, "", missing)
        elif not entry.required:
            yield Found("scope", scope, "required", _("It needs a next step."))
    for track, count in ((Track.SIX, 6), (Track.CALMING, 7)):
        orders = [step.order for step in playbook.track(track)]
        if orders != list(range(1, count + 1)):
            reason = _("The steps of “{track}” are not 1 to {count}.").format(
                track=track, count=count
            )
            yield Found("handling_step", track, "order", reason)


def limits_are_sound(playbook: Playbook) -> Iterator[Found]:
    """Amounts above zero, units that a clock can count, and never two limits of equal right."""
    for limit in playbook.limits.values():
        if limit.amount < 1:
            yield Found("limit", limit.id, "amount", _("This must be at least 1."))
        if limit.clock is not None and limit.unit not in CLOCK_UNITS:
            yield Found("limit", limit.id, "unit", _("No clock of ours counts in this unit."))
        for reason in limit.pauses:
            if reason not in playbook.pause_reasons:
                yield Found(
                    "limit", limit.id, "pauses", _("There is no reason “{id}”.").format(id=reason)
                )
        if limit.pauses and limit.pause_days < 1:
            yield Found("limit", limit.id, "pause_days", _("This must be at least 1."))
    clocks = [limit for limit in playbook.limits.values() if limit.clock is not None]
    for place, limit in enumerate(clocks):
        for other in clocks[:place]:
            same = all(
                getattr(limit, name) == getattr(other, name)
                for name in ("clock", "kinds", "channels", "grades", "topics", "lanes", "rank")
            )
            apart = (limit.valid_to is not None and limit.valid_to < other.valid_from) or (
                other.valid_to is not None and other.valid_to < limit.valid_from
            )
            if same and not apart:
                reason = _("It rules the same cases as “{id}”.").format(id=other.id)
                yield Found("limit", limit.id, "clock", reason)
    for clock in (ClockKind.FIRST_CONTACT, ClockKind.REPLY):
        if not any(limit.clock is clock and not limit.kinds for limit in clocks):
            reason = _("There is no limit that holds for every kind of case.")
            yield Found("limit", clock, "", reason)


def gates_can_open(playbook: Playbook) -> Iterator[Found]:
    """A gate names conclusions and checks, and each check once."""
    for gate in playbook.gates.values():
        for part in ("topics", "conclusions", "checks"):
            if not getattr(gate, part):
                yield Found("gate", gate.id, part, _("This list is empty."))
        for name, times in Counter(check.id for check in gate.checks).items():
            if times > 1:
                yield Found("gate", gate.id, f"checks.{name}", _("This id stands twice."))


def closing_covers_every_case(playbook: Playbook) -> Iterator[Found]:
    """One rule fits every kind, channel and outcome best."""
    reported: set[tuple[str, ...]] = set()
    day = max((rule.as_of for rule in playbook.closing.values()), default=date.min)
    for kind in CaseKind:
        for channel in Channel:
            for outcome in Outcome:
                best = playbook.closing_rules(kind, channel, outcome, day)
                ids = tuple(rule.id for rule in best)
                if len(best) == 1 or ids in reported:
                    continue
                reported.add(ids)
                case: dict[str, str] = {"kind": kind, "channel": channel, "outcome": outcome}
                if not best:
                    reason = _("No rule says what {kind}, {channel}, {outcome} needs.")
                else:
                    reason = _("For {kind}, {channel}, {outcome} the rules {ids} say it equally.")
                    case["ids"] = ", ".join(ids)
                yield Found("closing", ids[-1] if ids else "", "", reason.format(**case))


def procedures_hold_together(playbook: Playbook) -> Iterator[Found]:
    """Questions, options, groups and articles that a procedure names exist and matter."""
    for procedure in playbook.procedures.values():
        for field, reason in check_procedure(procedure):
            yield Found("procedure", procedure.id, field, reason)
        for name in procedure.basis:
            yield from _cited("procedure", procedure.id, "basis", name, procedure.as_of, playbook)


def outside_holds_together(playbook: Playbook) -> Iterator[Found]:
    """Reports ahead name warnings that exist; every event of the hall has its guide."""
    yield from (Found(*found) for found in check_outside(playbook))
    yield from (Found(*found) for found in check_files(playbook))
    yield from (Found(*found) for found in check_undertakings(playbook))
    yield from (Found(*found) for found in check_sentences(playbook))
    yield from (Found(*found) for found in check_endings(playbook))
    yield from (Found(*found) for found in check_walk_ins(playbook))


RULES: tuple[Callable[[Playbook], Iterator[Found]], ...] = (
    texts_are_sound,
    dates_are_sound,
    sources_carry_confidence,
    topics_are_complete,
    topics_refer_to_what_exists,
    keywords_are_sound,
    phrases_are_sound,
    every_word_of_a_vocabulary_is_covered,
    limits_are_sound,
    gates_can_open,
    closing_covers_every_case,
    articles_can_be_printed,
    figures_are_proved,
    procedures_hold_together,
    outside_holds_together,
)
