"""The two rules of the counter, whatever happens in whatever order.

At every moment a case has exactly one holder, its first responder for ever, and a next step; and
no second notice asks for something new without its reason on record.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desk.enums import ClockKind, ContactWay, DelegationScope, HandoverState, NoticeKind, Scope
from desk.forms import (
    AbsenceForm,
    ByWordForm,
    ContactForm,
    DelegationForm,
    FollowUpForm,
    NewItemForm,
    ReturnForm,
    ScopeForm,
)
from desk.notice import NewReason, missing
from desk.notice.model import Notice, NoticeBreach
from desk.playbook.procedure import Procedure
from desk.refusals import Refusal
from desk.services import (
    casework,
    closing,
    custody,
    flow,
    presence,
    scope,
    standing,
    under_name,
    visits,
)
from desk.services.lists import read_case
from desk.services.sweep import sweep
from desk.staff.model import Actor
from desk.views import CaseFile
from tests.desk.notice.build import material, procedure
from tests.desk.services.counter import (
    offer_form,
    outside_form,
    referral_form,
    ticks,
    told,
    with_business,
)
from tests.desk.services.hall import Hall, open_hall, refused

NUMBERS = ["1001", "1002", "2001", "2002", "3001", "4001", "9001", "7777"]
"""Everybody, an administrator who handles no cases, and a number nobody has."""
PAPERS = ["account", "form", "deed", "lease", "map", "authority", "kinship"]
USUAL = st.lists(st.sampled_from(PAPERS[:4]), max_size=4, unique=True)
"""Papers that everybody's list has a line for."""
PEOPLE = st.integers(0, 5)
WHICH = st.integers(0, 1)


class Notices(RuleBasedStateMachine):
    """Lists and return visits of a business whose rules change under way."""

    def __init__(self) -> None:
        super().__init__()
        self.hall: Hall = open_hall()
        hall = self.hall
        with_business(hall)
        self.business: Procedure = procedure()
        self.people: list[Actor] = [
            hall.clerk,
            hall.other,
            hall.lead,
            hall.second_lead,
            hall.manager,
            hall.department,
        ]
        self.refs = [hall.register(), hall.register(who=hall.other)]
        self.first = [hall.clerk.staff_id, hall.other.staff_id]

    def attempt(self, work: Callable[[], object]) -> None:
        with suppress(Refusal):
            work()

    def file(self, which: int) -> CaseFile:
        with self.hall.desk.store.read() as book:
            return read_case(book, self.refs[which])

    def holder(self, which: int) -> Actor | None:
        """Whoever holds a case, if they are one of the six."""
        holder = self.file(which).case.holder_id
        return next((p for p in self.people if p.staff_id == holder), None)

    def notices(self) -> list[Notice]:
        with self.hall.desk.store.read() as book:
            return book.find(Notice, kind=NoticeKind.MATERIALS)

    # -- notices -------------------------------------------------------------------------------

    @rule(
        which=st.none() | WHICH,
        held=USUAL,
        agent=st.booleans(),
        later=st.booleans(),
    )
    def tell(self, which: int | None, held: list[str], agent: bool, later: bool) -> None:
        answers = {"who": "agent", "kin": "no"} if agent else {"who": "self"}
        self.attempt(
            lambda: told(
                self.hall,
                *held,
                answers=answers,
                case=self.refs[which] if which is not None else "",
                commitment="按时补交" if later else "",
            )
        )

    @rule(
        held=USUAL,
        agent=st.none() | st.booleans(),
        says_why=st.booleans(),
        lead=st.none() | PEOPLE,
        away=st.booleans(),
        which=st.integers(0, 5),
    )
    def return_(
        self,
        held: list[str],
        agent: bool | None,
        says_why: bool,
        lead: int | None,
        away: bool,
        which: int,
    ) -> None:
        given = self.notices()
        if not given:
            return
        answers: dict[str, str] = {}
        if agent is not None:
            answers = {"who": "agent", "kin": "yes"} if agent else {"who": "self"}
        form = ReturnForm(
            answers=answers,
            materials=ticks(*held),
            new_items=[NewItemForm(material=p, reason="登记时漏看") for p in PAPERS if says_why],
            send_away=away,
            send_away_reason="权属有争议" if says_why else "",
        )
        number = given[which % len(given)].number
        by = self.people[lead] if lead is not None else None
        self.attempt(
            lambda: visits.return_visit(self.hall.desk, self.hall.other, number, form, agreed_by=by)
        )

    @rule(version=st.sampled_from([3, 4]), with_map=st.booleans())
    def change_the_rule(self, version: int, with_map: bool) -> None:
        """A pack that changed, sometimes without saying so by its version."""
        more = (material("map"),) if with_map else ()
        changed = procedure(version=version, materials=(*procedure().materials, *more))
        with_business(self.hall, changed)

    @invariant()
    def nothing_new_is_asked_without_its_reason(self) -> None:
        given = {notice.id: notice for notice in self.notices()}
        with self.hall.desk.store.read() as book:
            kept = book.find(NoticeBreach)
        for notice in given.values():
            if notice.supersedes is None:
                continue
            first = given[notice.supersedes]
            assert notice.visit == first.visit + 1
            before = {row.material_id for row in missing(first.rows)}
            # One more choice beside a choice that was asked for asks for nothing more.
            choices = {row.group for row in missing(first.rows) if row.group}
            new = {
                row.material_id
                for row in missing(notice.rows)
                if row.material_id not in before and row.group not in choices
            }
            reasons = {b.material_id: b for b in kept if b.notice_id == notice.id}
            assert new <= set(reasons)
            for breach in reasons.values():
                if breach.kind == NewReason.OMISSION:
                    assert breach.reason
                    assert breach.agreed_by in {p.staff_id for p in self.people[2:5]}
        followed = [n.supersedes for n in given.values() if n.supersedes]
        assert len(followed) == len(set(followed))
        first_lists = [n.case_id for n in given.values() if n.case_id and n.supersedes is None]
        assert len(first_lists) == len(set(first_lists))

    def teardown(self) -> None:
        assert self.hall.desk.store.verify() == []


class Counter(Notices):
    """All that two cases and six people can go through, in any order."""

    # -- custody ---------------------------------------------------------------------------

    @rule(which=WHICH, who=PEOPLE, to=st.sampled_from(NUMBERS), anyway=st.booleans())
    def offer(self, which: int, who: int, to: str, anyway: bool) -> None:
        form = offer_form(self.hall, to, anyway=anyway)
        self.attempt(
            lambda: custody.offer_handover(self.hall.desk, self.people[who], self.refs[which], form)
        )

    @rule(which=WHICH, who=PEOPLE, unreachable=st.booleans())
    def offer_outside(self, which: int, who: int, unreachable: bool) -> None:
        form = replace(outside_form(self.hall), unreachable=unreachable)
        self.attempt(
            lambda: custody.offer_handover(self.hall.desk, self.people[who], self.refs[which], form)
        )

    @rule(which=WHICH)
    def offer_by_the_holder(self, which: int) -> None:
        """The likeliest way, so that chains grow long."""
        giver = self.holder(which)
        if giver is not None:
            to = "1002" if giver.number != "1002" else "2001"
            form = offer_form(self.hall, to, anyway=True)
            self.attempt(
                lambda: custody.offer_handover(self.hall.desk, giver, self.refs[which], form)
            )

    @rule(which=WHICH, who=PEOPLE, by_word=st.booleans())
    def accept(self, which: int, who: int, by_word: bool) -> None:
        word = ByWordForm(person="何工", phone="0999-5550133", words="收到") if by_word else None
        self.attempt(
            lambda: custody.accept_handover(
                self.hall.desk, self.people[who], self.refs[which], word
            )
        )

    @rule(which=WHICH)
    def accept_by_the_receiver(self, which: int) -> None:
        for waiting in self.file(which).handovers:
            receiver = next((p for p in self.people if p.staff_id == waiting.receiver_id), None)
            if waiting.state is HandoverState.OFFERED and receiver is not None:
                self.attempt(
                    lambda who=receiver: custody.accept_handover(  # type: ignore[misc]
                        self.hall.desk, who, self.refs[which]
                    )
                )

    @rule(which=WHICH, who=PEOPLE)
    def decline(self, which: int, who: int) -> None:
        self.attempt(
            lambda: custody.decline_handover(
                self.hall.desk, self.people[who], self.refs[which], "不归本班"
            )
        )

    @rule(which=WHICH, who=PEOPLE)
    def withdraw(self, which: int, who: int) -> None:
        self.attempt(
            lambda: custody.withdraw_handover(
                self.hall.desk, self.people[who], self.refs[which], "误点"
            )
        )

    @rule(which=WHICH, who=PEOPLE)
    def take_over(self, which: int, who: int) -> None:
        self.attempt(lambda: presence.take_over(self.hall.desk, self.people[who], self.refs[which]))

    @rule(which=WHICH)
    def take_over_from_somebody_who_leaves(self, which: int) -> None:
        """The likeliest way, with whatever offer is open at that moment."""
        holder = self.holder(which)
        taker = self.people[3 if holder is self.people[2] else 2]
        if holder is not None:
            away = AbsenceForm()
            self.attempt(lambda: presence.mark_absent(self.hall.desk, holder, away))
            self.attempt(lambda: presence.take_over(self.hall.desk, taker, self.refs[which]))

    @rule(which=WHICH, who=PEOPLE, reached=st.booleans())
    def contact(self, which: int, who: int, reached: bool) -> None:
        form = ContactForm(way=ContactWay.PHONE, text="电话联系", reached=reached)
        self.attempt(
            lambda: casework.log_contact(self.hall.desk, self.people[who], self.refs[which], form)
        )

    # -- who is there ------------------------------------------------------------------------

    @rule(who=PEOPLE, hours=st.none() | st.integers(1, 30), later=st.booleans())
    def go_away(self, who: int, hours: int | None, later: bool) -> None:
        now = self.hall.clock.now()
        form = AbsenceForm(
            since=now + timedelta(minutes=20) if later else None,
            until=now + timedelta(hours=hours) if hours else None,
        )
        self.attempt(lambda: presence.mark_absent(self.hall.desk, self.people[who], form))

    @rule(who=PEOPLE)
    def come_back(self, who: int) -> None:
        self.attempt(lambda: presence.mark_present(self.hall.desk, self.people[who]))

    @rule(who=PEOPLE, deputy=st.sampled_from(NUMBERS), what=st.sampled_from(DelegationScope))
    def stand_in(self, who: int, deputy: str, what: DelegationScope) -> None:
        form = DelegationForm(absent=self.people[who].number, deputy=deputy, scope=what)
        self.attempt(lambda: presence.delegate(self.hall.desk, self.people[who], form))

    @precondition(lambda self: self.hall.clock.now().year == 2026)
    @rule(minutes=st.sampled_from([1, 10, 35, 200, 230, 600, 3000]), look=st.booleans())
    def wait(self, minutes: int, look: bool) -> None:
        self.hall.clock.move(minutes=minutes)
        if look:
            sweep(self.hall.desk)

    # -- whose matter it is --------------------------------------------------------------------

    @rule(which=WHICH, who=PEOPLE, what=st.sampled_from(Scope), decide=st.booleans())
    def say_whose(self, which: int, who: int, what: Scope, decide: bool) -> None:
        act = scope.decide_scope if decide else scope.assess_scope
        form = ScopeForm(scope=what, note="请首问责任人告知客户")
        self.attempt(lambda: act(self.hall.desk, self.people[who], self.refs[which], form))

    @rule(which=WHICH, who=PEOPLE, known=st.booleans())
    def refer(self, which: int, who: int, known: bool) -> None:
        if known:
            self.attempt(
                lambda: scope.record_referral_result(
                    self.hall.desk, self.people[who], self.refs[which], "对方已办"
                )
            )
        else:
            self.attempt(
                lambda: scope.refer(
                    self.hall.desk, self.people[who], self.refs[which], referral_form()
                )
            )

    @rule(which=WHICH, who=PEOPLE, satisfied=st.booleans())
    def call_back(self, which: int, who: int, satisfied: bool) -> None:
        form = FollowUpForm(reached=True, satisfied=satisfied)
        self.attempt(
            lambda: closing.record_follow_up(
                self.hall.desk, self.people[who], self.refs[which], form
            )
        )

    @rule(which=WHICH)
    def try_to_close(self, which: int) -> None:
        """Nothing is answered, so nothing closes."""
        refused(
            "not_finished",
            lambda: closing.close_case(self.hall.desk, self.hall.clerk, self.refs[which]),
        )

    # -- at every moment -------------------------------------------------------------------------

    @invariant()
    def one_holder_and_one_first_responder(self) -> None:
        for which, first in enumerate(self.first):
            file = self.file(which)
            assert file.case.first_responder_id == first
            assert [s.staff_id for s in file.chain if s.until is None] == [file.case.holder_id]
            assert file.chain[0].staff_id == first
            assert all(one.until == other.since for one, other in pairwise(file.chain))
            for span in file.chain[1:]:
                assert (span.how in ("handover", "by_word")) == (span.handover_id is not None)

    @invariant()
    def an_offer_is_given_by_whoever_holds_the_case(self) -> None:
        for which in (0, 1):
            file = self.file(which)
            waiting = [h for h in file.handovers if h.state is HandoverState.OFFERED]
            assert len(waiting) <= 1
            assert all(h.giver_id == file.case.holder_id for h in waiting)
            accepted = [h.id for h in file.handovers if h.state is HandoverState.ACCEPTED]
            assert {s.handover_id for s in file.chain if s.handover_id} <= set(accepted)

    @invariant()
    def no_case_without_a_next_step(self) -> None:
        hall = self.hall
        for which, first in ((0, hall.clerk), (1, hall.other)):
            ref = self.refs[which]
            assert closing.what_is_missing(hall.desk, hall.clerk, ref)
            own = {u.row.reference: u for u in under_name.under_my_name(hall.desk, first)}
            assert own[ref].waits
            assert own[ref].text
            assert standing.stands(hall.desk, hall.clerk, ref)

    @invariant()
    def what_runs_is_what_falls_due_next(self) -> None:
        for which in (0, 1):
            file = self.file(which)
            running = [
                c.due_at for c in file.clocks if not c.verdict and c.kind not in flow.NEVER_SAYS_DUE
            ]
            assert file.case.due_at == min(running, default=None)
            waits = [r for r in file.referrals if r.result_at is None]
            asks = [c for c in file.clocks if c.kind is ClockKind.REFERRAL_RESULT]
            assert len([c for c in asks if not c.verdict]) == len(waits)


TestNotices = Notices.TestCase
TestNotices.settings = settings(max_examples=50, stateful_step_count=12, deadline=None)
TestCounter = Counter.TestCase
TestCounter.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
