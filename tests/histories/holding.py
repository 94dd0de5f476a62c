"""What holds after every act, told in other words than the product's own.

Rows are read as they are and judged by plain loops; nothing here asks the rules of `desk`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from desk.case import Case, CaseClock
from desk.casework import Commitment, Contact
from desk.custody import Handover
from desk.explanation import from_json
from desk.external import ExternalRef
from desk.followup import FollowUp
from desk.forms import AnswerForm
from desk.incident import Restoration
from desk.letter.life import Letter
from desk.point import IssuePoint
from desk.ports import Entity
from desk.raising import Escalation
from desk.referral import Referral
from desk.services import closing, terminating
from desk.services.missing import CODES, Missing
from desk.task import Task
from desk.termination import Termination
from tests.desk.services.test_closing_table import expected
from tests.histories.life import Life

ARRIVED = ("delivered", "countersigned")
REMINDED = {"reminded_twice": 2, "reminded_four_times": 4}
LATE = {
    "first_contact": "contact_late",
    "promised_contact": "contact_missed",
    "reply": "overdue",
    "ceiling": "past_the_ceiling",
    "restore": "not_restored",
    "lead_sees": "emergency_unseen",
    "escalation": "raised_in_vain",
}
NOT_OF_THE_CASE = ("ceiling", "escalation", "lead_sees", "task", "commitment")
"""Clocks that say nothing of when the case itself is due."""
LEVELS = {"raised_in_vain": 2}
"""Whoever did nothing is not the one it is raised to again."""
Raised = tuple[str, str, str]
"""Case, rule, fact."""


@dataclass
class Watch:
    """What was seen after the act before, to be held against what is there now."""

    life: Life
    verdicts: dict[str, CaseClock] = field(default_factory=dict)
    promises: dict[str, Commitment] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    named: set[Raised] = field(default_factory=set)
    jumps: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)

    def rows(self, kind: type[Any], **equals: Any) -> list[Any]:
        with self.life.hall.desk.store.read() as book:
            return book.find(kind, **equals)

    def look(self, act: str) -> None:
        """Judge everything; `act` is named where something does not hold."""
        self.no_verdict_changed(act)
        self.every_promise_stands(act)
        self.nothing_ended_half_done(act)
        self.every_line_leads_somewhere()

    # -- clocks ----------------------------------------------------------------------------

    def no_verdict_changed(self, act: str) -> None:
        clocks = self.rows(CaseClock)
        now = {one.id: one for one in clocks}
        for key, was in self.verdicts.items():
            assert now[key] == was, f"{act}: the verdict of a {was.kind} changed"
        self.verdicts = {key: one for key, one in now.items() if one.verdict}
        for one in clocks:
            assert one.due_at >= one.started_at, act
            assert from_json(one.explanation).due_at == one.due_at, act
        for case in self.life.cases():
            if case.status == "open":
                running = [
                    one.due_at
                    for one in clocks
                    if one.case_id == case.id
                    and not one.verdict
                    and one.kind not in NOT_OF_THE_CASE
                ]
                assert case.due_at == min(running, default=None), act

    # -- promises --------------------------------------------------------------------------

    def every_promise_stands(self, act: str) -> None:
        found = {one.id: one for one in self.rows(Commitment)}
        for key, was in self.promises.items():
            one = found[key]
            settled = was.kept_on is not None or was.broken_reason or was.declined_reason
            assert not settled or one == was, f"{act}: a settled promise changed"
            assert (one.text, one.due_on) == (was.text, was.due_on), act
        for one in found.values():
            kept, broken = one.kept_on is not None, bool(one.broken_reason)
            assert not (kept and broken), f"{act}: kept and broken"
            assert not kept or one.evidence, f"{act}: kept by nothing"
        self.promises = found

    # -- ends ------------------------------------------------------------------------------

    def nothing_ended_half_done(self, act: str) -> None:
        for case in self.life.cases():
            before = self.statuses.get(case.id)
            self.statuses[case.id] = case.status
            if before == case.status or case.status not in ("closed", "terminated"):
                continue
            self.ended[case.status] += 1
            lacks = self.lacks(case)
            assert lacks == [], f"{act}: {case.reference} is {case.status} without {lacks}"
            assert case.closed_at is not None, act
            assert case.closed_by, act

    def lacks(self, case: Case) -> list[str]:
        """What an ended case should have had, from its rows."""
        of = {"case_id": case.id}
        points = self.rows(IssuePoint, **of)
        letters = self.rows(Letter, **of)
        calls = self.rows(FollowUp, **of)
        handovers = self.rows(Handover, **of)
        found = [
            f"point {p.position}" for p in points if not (p.finding and p.conclusion and p.remedy)
        ]
        found += ["handover" for one in handovers if one.state == "offered"]
        if case.scope == "unclear":
            found.append("scope")
        if case.scope == "other_post" and not any(h.state == "accepted" for h in handovers):
            found.append("other post")
        unsettled: tuple[tuple[type[Any], Callable[[Any], bool]], ...] = (
            (Task, lambda t: t.state in ("given", "accepted")),
            (Restoration, lambda r: r.restored_at is None and r.dropped_at is None),
            (Escalation, lambda e: e.done_at is None),
            (ExternalRef, lambda e: e.reported_at is None),
            (Referral, lambda r: r.result_at is None),
            (CaseClock, lambda c: not c.verdict and c.kind not in ("task", "commitment")),
        )
        for kind, waits in unsettled:
            found += [kind.__name__ for row in self.rows(kind, **of) if waits(row)]
        today = self.life.hall.desk.hours.day_of(self.life.clock.now())
        for promise in self.promises.values():
            if promise.case_id == case.id and not (
                promise.kept_on or promise.broken_reason or promise.declined_reason
            ):
                # What a letter promises for a later day goes on after the end.
                late = promise.due_on < today
                # Without a letter the remedies of the points are on the list from the end on.
                listed = promise.source == "point" and promise.made_at == case.closed_at
                found += ["promise"] if late or not (promise.letter_id or listed) else []
        replies = [x for x in letters if "reply" in x.kind and x.state != "void"]
        if case.status == "terminated":
            return found + self._lawful(case, points, replies, calls)
        return found + self._answered(case, points, replies, calls)

    def _answered(
        self,
        case: Case,
        points: list[IssuePoint],
        replies: list[Letter],
        calls: list[FollowUp],
    ) -> list[str]:
        from desk.progress import case_outcome

        letters, call = expected(case.kind, case.channel, case_outcome(case, points))
        here = [x for x in replies if x.round == case.round]
        found = []
        if letters and not any(x.kind in letters and x.state in ARRIVED for x in here[-1:]):
            found.append("reply")
        made = [x for x in calls if x.round == case.round]
        hours = {x.part for x in made if not x.reached}
        if call and not any(x.reached for x in made) and len(hours) < 3:
            found.append("call")
        return found

    def _lawful(
        self,
        case: Case,
        points: list[IssuePoint],
        replies: list[Letter],
        calls: list[FollowUp],
    ) -> list[str]:
        found = []
        sent = [x for x in replies if x.issued_at is not None]
        if not sent or any(x.state not in ARRIVED for x in sent):
            found.append("reply")
        last = max((x.issued_at for x in sent if x.issued_at), default=None)
        found += [
            f"letter on point {p.position}"
            for p in points
            if last is None or (p.answered_at is not None and p.answered_at > last)
        ]
        ends = self.rows(Termination, case_id=case.id)
        standing = [t for t in ends if t.reopened_at is None]
        assert len(standing) == 1
        since = max((t.round for t in ends if t.reopened_at is not None), default=0)
        unhappy = {x.round for x in calls if x.satisfied is False and x.round > since}
        if len(unhappy) < (1 if standing[0].ground == "in_court" else 2):
            found.append("rounds")
        if case.closed_by in {case.holder_id, *(p.answered_by for p in points)}:
            found.append("somebody else")
        return found

    # -- ways ------------------------------------------------------------------------------

    def every_line_leads_somewhere(self) -> None:
        desk, clerk = self.life.hall.desk, self.life.hall.clerk
        for case in self.life.cases():
            if case.status == "open":
                lines = closing.what_is_missing(desk, clerk, case.reference)
                lines += terminating.ending(desk, clerk, case.reference).missing
                for line in lines:
                    self._leads(case, line)

    def _leads(self, case: Case, line: Missing) -> None:
        self.jumps[line.code] += 1
        assert line.code in CODES
        assert line.text
        code, _dot, key = line.where.partition(".")
        key, _dot, name = key.partition(".")
        assert not name or name in {one.name for one in fields(AnswerForm)}, line
        known: dict[str, set[str]] = {
            "points": {str(getattr(p, "position", 0)) for p in self._of(IssuePoint, case)},
            "tasks": {getattr(t, "number", "") for t in self._of(Task, case)},
            "commitments": {c.id for c in self._of(Commitment, case)},
            "clocks": {c.id for c in self._of(CaseClock, case)},
            "externals": {getattr(e, "number", "") for e in self._of(ExternalRef, case)},
            "escalations": {e.id for e in self._of(Escalation, case)},
        }
        assert not key or key in known[code], line

    def _of(self, kind: type[Entity], case: Case) -> list[Entity]:
        return self.rows(kind, case_id=case.id)

    # -- what goes up ----------------------------------------------------------------------

    def exactly_what_the_rules_name(self, act: str, now: datetime) -> None:
        """After a sweep: every fact of an open case raised once, and nothing else."""
        self.named |= self.facts(now)
        found = self.rows(Escalation)
        ruled = [(r.case_id, r.rule_id, r.fact) for r in found if r.rule_id != "by_hand"]
        assert len(ruled) == len(set(ruled)), f"{act}: a fact was raised twice"
        assert set(ruled) == self.named, f"{act}: {set(ruled) ^ self.named}"
        by_hand = sum(r.rule_id == "by_hand" for r in found)
        assert by_hand == self.life.raised_by_hand, act

    def facts(self, now: datetime) -> set[Raised]:
        found: set[Raised] = set()
        levels = {e.id: e.level for e in self.rows(Escalation)}
        for case in self.life.cases():
            if case.status != "open":
                continue
            if case.grade in ("major", "special"):
                found.add((case.id, "major", ""))
            asked = [c for c in self.rows(Contact, case_id=case.id, reminder=True)]
            found |= {(case.id, rule, "") for rule, n in REMINDED.items() if len(asked) >= n}
            for clock in self.rows(CaseClock, case_id=case.id):
                rule = LATE.get(clock.kind)
                late = clock.verdict == "late" or (not clock.verdict and clock.due_at < now)
                if rule and late and levels.get(clock.note, 0) < LEVELS.get(rule, 9):
                    found.add((case.id, rule, clock.id))
        return found

    def opened(self, case: Case) -> None:
        """What was known of the customer and the place when a case came, by plain counting."""
        others = [one for one in self.life.cases() if one.id != case.id]
        # Whoever reported has no file beside the report: nobody is the same customer.
        mine = [one for one in others if case.customer_id and one.customer_id == case.customer_id]
        at = case.received_at

        def within(one: Case, days: int) -> bool:
            return at - timedelta(days=days) <= one.received_at <= at

        def name(rule: str, *, holds: bool) -> None:
            if holds:
                self.named.add((case.id, rule, ""))

        counted = [one for one in mine if one.status not in ("annulled", "withdrawn")]
        same = [one for one in counted if one.topic == case.topic and within(one, 30)]
        name("same_matter_three_times", holds=len(same) + 1 >= 3)
        name(
            "sensitive_while_open",
            holds="记者" in case.narrative and any(one.status == "open" for one in mine),
        )
        complaints = [one for one in mine if one.kind == "complaint" and within(one, 180)]
        name("many_cases", holds=case.kind == "complaint" and len(complaints) + 1 >= 4)
        beside = [
            one for one in others if one.place == case.place and one not in mine and within(one, 7)
        ]
        name("neighbourhood", holds=bool(case.place) and len(beside) + 1 >= 3)
        asking = ("inquiry", "opinion", "service_request")
        about = [one for one in mine if one.topic == case.topic]
        times = [one.received_at for one in about if one.kind in asking]
        for one in about:
            reminders = self.rows(Contact, case_id=one.id, reminder=True)
            times += [c.at for c in reminders]
        recent = [t for t in times if t >= at - timedelta(days=60)]
        name("asked_before", holds=case.kind == "complaint" and len(recent) >= 3)
