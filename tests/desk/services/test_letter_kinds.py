"""Every kind of letter from the record to the paper, and why a senseless one is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.enums import (
    CaseKind,
    ClockKind,
    Confirmation,
    Delivery,
    Grade,
    LetterKind,
    LetterState,
    PartyRole,
    PointKind,
    Role,
)
from desk.forms import (
    AbsenceForm,
    AnswerForm,
    CommitmentForm,
    DeliveryForm,
    LetterForm,
    PartyForm,
    PointForm,
)
from desk.letter.codec import facts_from_json
from desk.letter.facts import CommitmentFacts, SupplementaryReplyFacts
from desk.letter.life import Letter
from desk.papers import Paper
from desk.record import RecordConfirmation
from desk.refusals import Refusal
from desk.services import (
    casework,
    closing,
    delivery,
    intake,
    letter_ends,
    letters,
    outgoing,
    points,
    presence,
    slips,
)
from desk.services.letter_sense import letter_kinds
from desk.services.verify_letter import verify_letter
from tests.desk.services.hall import Hall, case_form

ALLEGATION, REQUEST, QUESTION = PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION


def late(hall: Hall, days: int = 7) -> LetterForm:
    return LetterForm(
        reason="电能表在检定机构排队，没有检定结果不能判断示数是否准确。",
        done="11月24日到现场核对了表号、接线和示数。",
        until=hall.today + timedelta(days=days),
    )


def refused(hall: Hall, reference: str, kind: LetterKind) -> str:
    with pytest.raises(Refusal) as caught:
        letters.draft_letter(hall.desk, hall.clerk, reference, kind)
    return caught.value.code


def sent(hall: Hall, letter: Letter) -> Letter:
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    return letters.issue_letter(hall.desk, hall.lead, letter.id)


def delivered(hall: Hall, letter: Letter) -> Letter:
    outgoing.confirm_printed(hall.desk, hall.lead, letter.id, elsewhere="二楼打印机")
    hall.clock.move(hours=1)
    form = DeliveryForm(delivery=Delivery.BY_HAND)
    return delivery.deliver_letter(hall.desk, hall.clerk, letter.id, form)


class TestHolding:
    def test_it_goes_out_by_two_people_and_its_day_is_followed(self, hall: Hall) -> None:
        ref = hall.register(ALLEGATION)
        draft = letters.draft_letter(hall.desk, hall.clerk, ref, LetterKind.HOLDING, late(hall))
        letter = delivered(hall, sent(hall, draft))
        assert letter.number
        assert letter.serial == 1
        assert "电能表在检定机构排队" in letter.markdown
        running = [c for c in hall.file(ref).clocks if not c.verdict]
        promised = [c for c in running if c.kind is ClockKind.PROMISED_CONTACT]
        assert [c.note for c in promised] == [letter.number]
        # It answers nothing: the reply is still due.
        assert any(c.kind is ClockKind.REPLY for c in running)

    def test_what_its_author_said_stays_until_they_say_otherwise(self, hall: Hall) -> None:
        ref = hall.register(ALLEGATION)
        kind = LetterKind.HOLDING
        one = letters.draft_letter(hall.desk, hall.clerk, ref, kind, late(hall))
        points.add_point(hall.desk, hall.clerk, ref, PointForm(kind=QUESTION, matter="何时有结果"))
        two = letters.draft_letter(hall.desk, hall.clerk, ref, kind)
        assert two.id == one.id
        assert "何时有结果" in two.markdown
        assert "电能表在检定机构排队" in two.markdown
        new = replace(late(hall), reason="等客户提供户主的授权委托书。")
        three = letters.draft_letter(hall.desk, hall.clerk, ref, kind, new)
        assert three.id == one.id
        assert "授权委托书" in three.markdown

    def test_without_reason_and_day_it_does_not_leave(self, hall: Hall) -> None:
        ref = hall.register(ALLEGATION)
        draft = letters.draft_letter(hall.desk, hall.clerk, ref, LetterKind.HOLDING)
        codes = {f.code for f in letters.lint_letter(hall.desk, hall.clerk, draft.id) if f.blocks}
        assert {"no_reason", "no_done", "no_until"} <= codes
        with pytest.raises(Refusal):
            letters.submit_letter(hall.desk, hall.clerk, draft.id)

    def test_a_changed_case_brings_a_submitted_one_back(self, hall: Hall) -> None:
        ref = hall.register(ALLEGATION)
        kind = LetterKind.HOLDING
        draft = letters.draft_letter(hall.desk, hall.clerk, ref, kind, late(hall))
        letters.submit_letter(hall.desk, hall.clerk, draft.id)
        points.add_point(hall.desk, hall.clerk, ref, PointForm(kind=QUESTION, matter="何时有结果"))
        again = letters.draft_letter(hall.desk, hall.clerk, ref, kind)
        assert (again.id, again.state) == (draft.id, LetterState.DRAFT)
        letters.submit_letter(hall.desk, hall.clerk, draft.id)
        with pytest.raises(Refusal) as caught:
            letters.draft_letter(hall.desk, hall.clerk, ref, kind, replace(late(hall), done="另"))
        assert caught.value.code == "letter_state"

    def test_alone_only_where_nobody_could_approve(self, hall: Hall) -> None:
        ref = hall.register(ALLEGATION)
        draft = letters.draft_letter(hall.desk, hall.clerk, ref, LetterKind.HOLDING, late(hall))
        with pytest.raises(Refusal) as caught:
            letter_ends.issue_alone(hall.desk, hall.clerk, draft.id)
        assert caught.value.code == "others_approve"
        for who in (hall.lead, hall.second_lead, hall.manager):
            presence.mark_absent(hall.desk, who, AbsenceForm())
        letter = letter_ends.issue_alone(hall.desk, hall.clerk, draft.id)
        assert letter.state is LetterState.ISSUED
        assert letter.approver_id is None
        assert verify_letter(hall.desk, hall.clerk, letter.number).wrong == []

    def test_no_other_letter_goes_out_alone(self, hall: Hall) -> None:
        ref = hall.answered(ALLEGATION)
        draft = letters.draft_letter(hall.desk, hall.clerk, ref)
        for who in (hall.lead, hall.second_lead, hall.manager):
            presence.mark_absent(hall.desk, who, AbsenceForm())
        with pytest.raises(Refusal) as caught:
            letter_ends.issue_alone(hall.desk, hall.clerk, draft.id)
        assert caught.value.code == "needs_second_person"

    def test_once_answered_it_makes_no_sense(self, hall: Hall) -> None:
        ref, _letter = hall.issued(ALLEGATION)
        assert refused(hall, ref, LetterKind.HOLDING) == "kind_unanswered"


class TestShortReply:
    def test_it_answers_and_closes_the_case(self, hall: Hall) -> None:
        ref = hall.answered(REQUEST, QUESTION)
        draft = letters.draft_letter(hall.desk, hall.clerk, ref, LetterKind.SUMMARY_REPLY)
        letter = delivered(hall, sent(hall, draft))
        assert "简要答复" in letter.markdown
        missing = closing.what_is_missing(hall.desk, hall.clerk, ref)
        assert "letter" not in {one.code for one in missing}

    def test_a_draft_of_one_answer_becomes_the_other(self, hall: Hall) -> None:
        ref = hall.answered(REQUEST)
        one = letters.draft_letter(hall.desk, hall.clerk, ref)
        two = letters.draft_letter(hall.desk, hall.clerk, ref, LetterKind.SUMMARY_REPLY)
        assert two.id == one.id
        assert letters.draft_letter(hall.desk, hall.clerk, ref).kind is LetterKind.SUMMARY_REPLY
        letters.submit_letter(hall.desk, hall.clerk, one.id)
        assert refused(hall, ref, LetterKind.REPLY) == "letter_state"

    def test_it_is_refused_where_the_customer_is_owed_more(self, hall: Hall) -> None:
        kind = LetterKind.SUMMARY_REPLY
        assert refused(hall, hall.register(REQUEST), kind) == "kind_nothing_refused"
        ref = hall.answered(REQUEST)
        hall.answer(ref, 1, conclusion="not_granted", basis="供用电合同第九条")
        assert refused(hall, ref, kind) == "kind_nothing_refused"
        grave = hall.answered(REQUEST, grade=Grade.MAJOR)
        assert refused(hall, grave, kind) == "kind_soon"
        slow = hall.answered(REQUEST)
        hall.clock.move(days=6)
        assert refused(hall, slow, kind) == "kind_soon"
        form = replace(case_form(REQUEST), kind=CaseKind.REPORT)
        report = intake.register_case(hall.desk, hall.clerk, form).reference
        hall.answer(report, 1)
        assert refused(hall, report, kind) == "kind_listed"


class TestSupplementaryReply:
    def corrected(self, hall: Hall) -> tuple[str, Letter]:
        ref, first = hall.delivered(ALLEGATION, REQUEST)
        hall.answer(ref, 2, finding="11月25日复查，原先登记的窗口号有误，应为三号窗口。")
        return ref, first

    def test_it_cites_the_first_and_answers_what_changed(self, hall: Hall) -> None:
        ref, first = self.corrected(hall)
        form = LetterForm(reason="原答复第二项窗口号写错，更正如下。")
        draft = letters.draft_letter(
            hall.desk, hall.clerk, ref, LetterKind.SUPPLEMENTARY_REPLY, form
        )
        facts = facts_from_json(draft.facts)
        assert isinstance(facts, SupplementaryReplyFacts)
        assert (facts.earlier_number, facts.earlier_date) == (first.number, first.issued_on)
        assert [point.position for point in facts.points] == [2]
        # Until it has reached the customer the case is not over.
        missing = closing.what_is_missing(hall.desk, hall.clerk, ref)
        assert "letter" in {one.code for one in missing}
        letter = delivered(hall, sent(hall, draft))
        assert letter.serial == 2
        assert first.number in letter.markdown
        missing = closing.what_is_missing(hall.desk, hall.clerk, ref)
        assert "letter" not in {one.code for one in missing}
        assert refused(hall, ref, LetterKind.SUPPLEMENTARY_REPLY) == "kind_earlier_reply"

    def test_a_further_one_answers_only_what_changed_since(self, hall: Hall) -> None:
        ref, first = self.corrected(hall)
        kind = LetterKind.SUPPLEMENTARY_REPLY
        form = LetterForm(reason="原答复第二项窗口号写错，更正如下。")
        sent(hall, letters.draft_letter(hall.desk, hall.clerk, ref, kind, form))
        points.add_point(hall.desk, hall.clerk, ref, PointForm(kind=QUESTION, matter="几号有回音"))
        draft = letters.draft_letter(hall.desk, hall.clerk, ref, kind, form)
        facts = facts_from_json(draft.facts)
        assert isinstance(facts, SupplementaryReplyFacts)
        assert [point.position for point in facts.points] == [3]
        assert facts.earlier_number == first.number
        blocking = [f for f in letters.lint_letter(hall.desk, hall.clerk, draft.id) if f.blocks]
        assert {"points.3.finding", "points.3.remedy"} <= {f.field for f in blocking}

    def test_before_a_reply_and_without_a_change_it_makes_no_sense(self, hall: Hall) -> None:
        kind = LetterKind.SUPPLEMENTARY_REPLY
        assert refused(hall, hall.answered(REQUEST), kind) == "kind_earlier_reply"
        ref, _letter = hall.issued(REQUEST)
        assert refused(hall, ref, kind) == "kind_earlier_reply"

    def test_a_draft_nobody_wants_is_given_up(self, hall: Hall) -> None:
        ref, first = self.corrected(hall)
        draft = letters.draft_letter(
            hall.desk, hall.clerk, ref, LetterKind.SUPPLEMENTARY_REPLY, LetterForm(reason="更正")
        )
        with pytest.raises(Refusal):
            letter_ends.discard_draft(hall.desk, hall.clerk, draft.id, " ")
        gone = letter_ends.discard_draft(hall.desk, hall.clerk, draft.id, "不必更正")
        assert gone.state is LetterState.VOID
        file = hall.file(ref)
        assert file.reply is not None
        assert file.reply.id == first.id


class TestCommitment:
    def test_it_holds_what_is_still_promised(self, hall: Hall) -> None:
        ref = hall.register(REQUEST)
        assert refused(hall, ref, LetterKind.COMMITMENT) == "kind_promise"
        day = hall.today + timedelta(days=5)
        promised = CommitmentForm(text="上门送检定结果", owner="计量班", due_on=day, point=1)
        casework.promise(hall.desk, hall.clerk, ref, promised)
        hall.answer(ref, 1)
        draft = letters.draft_letter(hall.desk, hall.clerk, ref, LetterKind.COMMITMENT)
        facts = facts_from_json(draft.facts)
        assert isinstance(facts, CommitmentFacts)
        assert facts.promises[0].what == "上门送检定结果"
        assert facts.promises[0].matter
        letter = sent(hall, draft)
        assert "计量班" in letter.markdown

    def test_a_kept_promise_is_no_longer_one(self, hall: Hall) -> None:
        ref = hall.register(REQUEST)
        promised = CommitmentForm(text="上门送检定结果", owner="计量班", due_on=hall.today)
        made = casework.promise(hall.desk, hall.clerk, ref, promised)
        casework.keep_promise(hall.desk, hall.clerk, ref, made.id, "客户签收")
        assert refused(hall, ref, LetterKind.COMMITMENT) == "kind_promise"


class TestRecord:
    def test_it_is_the_owners_own_words_in_two_copies(self, hall: Hall) -> None:
        ref = hall.register(ALLEGATION)
        letter = slips.make_record(hall.desk, hall.clerk, ref)
        file = hall.file(ref)
        assert letter.number == f"{ref}-D"
        assert file.case.narrative in letter.markdown
        assert file.complainant.name in letter.markdown
        assert file.complainant.phone in letter.markdown
        assert "没有收取客户的材料" in letter.markdown
        hall.clock.move(minutes=5)
        assert slips.make_record(hall.desk, hall.other, ref).id == letter.id

    def test_what_is_confirmed_and_handed_over_later_makes_a_further_one(self, hall: Hall) -> None:
        ref = hall.register(ALLEGATION)
        slips.make_record(hall.desk, hall.clerk, ref)
        case, now = hall.file(ref).case, hall.clock.now()
        told = RecordConfirmation(
            id="c",
            case_id=case.id,
            how=Confirmation.READ_ALOUD,
            witness_id=hall.other.staff_id,
            dialect="沔阳话",
            at=now,
            by=hall.clerk.staff_id,
        )
        paper = Paper(
            id="p",
            case_id=case.id,
            name="十月账单",
            received_at=now,
            received_by=hall.clerk.staff_id,
        )
        with hall.desk.store.act("test", staff_id=hall.clerk.staff_id, at=now) as act:
            act.add(told, paper)
            act.commit()
        second = slips.make_record(hall.desk, hall.clerk, ref)
        assert second.number == f"{ref}-D2"
        for said in ("已读给客户听", hall.other.name, "沔阳话", "十月账单"):
            assert said in second.markdown

    def test_other_peoples_data_stay_masked(self, hall: Hall) -> None:
        holder = PartyForm(role=PartyRole.ACCOUNT_HOLDER, name="严守拙", phone="13900004321")
        form = replace(case_form(ALLEGATION), parties=[holder], account_no="0099888777666")
        ref = intake.register_case(hall.desk, hall.clerk, form).reference
        text = slips.make_record(hall.desk, hall.clerk, ref).markdown
        for secret in ("严守拙", "13900004321", "0099888777666"):
            assert secret not in text
        assert hall.file(ref).complainant.phone in text


class TestCard:
    def test_it_asks_about_the_answer(self, hall: Hall) -> None:
        ref = hall.answered(REQUEST)
        with pytest.raises(Refusal) as caught:
            slips.make_card(hall.desk, hall.clerk, ref)
        assert caught.value.code == "kind_answered"
        reply = sent(hall, letters.draft_letter(hall.desk, hall.clerk, ref))
        card = slips.make_card(hall.desk, hall.clerk, ref)
        assert reply.number in card.markdown
        assert card.number == f"{ref}-H"
        assert slips.make_card(hall.desk, hall.clerk, ref).id == card.id


def test_every_kind_says_whether_it_makes_sense(hall: Hall) -> None:
    ref = hall.answered(REQUEST)
    found = {one.kind: one for one in letter_kinds(hall.desk, hall.clerk, ref)}
    assert set(found) == set(LetterKind)
    possible = {kind for kind, one in found.items() if one.possible}
    assert possible == {
        LetterKind.ACKNOWLEDGEMENT,
        LetterKind.REGISTRATION_RECORD,
        LetterKind.HOLDING,
        LetterKind.REPLY,
        LetterKind.SUMMARY_REPLY,
        LetterKind.COMMITMENT,
    }
    assert all(one.why and one.hint for one in found.values() if not one.possible)


def test_papers_of_the_counter_are_not_drafted(hall: Hall) -> None:
    ref = hall.register(REQUEST)
    for kind in (LetterKind.NOTICE, LetterKind.POSTPONEMENT, LetterKind.REFERRAL):
        assert refused(hall, ref, kind) == "letter_kind"
    for kind in (LetterKind.ACKNOWLEDGEMENT, LetterKind.REGISTRATION_RECORD):
        assert refused(hall, ref, kind) == "letter_kind"
    assert hall.people[Role.CLERK] is hall.clerk


def test_every_letter_needs_points_answered_only_where_it_answers(hall: Hall) -> None:
    ref = hall.answered(REQUEST)
    letter = sent(hall, letters.draft_letter(hall.desk, hall.clerk, ref))
    points.answer_point(hall.desk, hall.clerk, ref, 1, AnswerForm(finding="", remedy=""))
    draft = letters.draft_letter(
        hall.desk, hall.clerk, ref, LetterKind.SUPPLEMENTARY_REPLY, LetterForm(reason="更正")
    )
    with pytest.raises(Refusal) as caught:
        letters.submit_letter(hall.desk, hall.clerk, draft.id)
    assert caught.value.code.startswith("lint_")
    assert letter.state is LetterState.ISSUED
