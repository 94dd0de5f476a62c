"""The life of a reply: nothing goes out that was not answered, agreed by another, and kept."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from desk.case import Stage
from desk.enums import Conclusion, Delivery, Grade, LetterState, PointKind, Topic
from desk.forms import AnswerForm, DeliveryForm, PointForm, ResultForm
from desk.letter.life import Letter
from desk.services import delivery, intake, letters, outgoing, points, returns, slips
from desk.services.rewording import lost_between
from desk.services.verify_letter import verify_letter
from tests.desk.services.hall import Hall, case_form, refusal_of, refused


def test_a_reply_with_one_point_unanswered_goes_nowhere(hall: Hall) -> None:
    ref = hall.register(PointKind.ALLEGATION, PointKind.REQUEST)
    hall.answer(ref, 1)
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    found = letters.lint_letter(hall.desk, hall.clerk, letter.id)
    assert any(one.blocks and one.field.startswith("points.2") for one in found)
    refusal = refusal_of(lambda: letters.submit_letter(hall.desk, hall.clerk, letter.id))
    assert refusal.field.startswith("points.2")
    for act in (letters.approve_letter, letters.issue_letter):
        refused("letter_state", partial(act, hall.desk, hall.lead, letter.id))


def test_the_whole_way(hall: Hall) -> None:
    stages = []
    ref = hall.answered(PointKind.ALLEGATION, PointKind.QUESTION)
    stages.append(hall.file(ref).case.stage)
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    stages.append(hall.file(ref).case.stage)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    stages.append(hall.file(ref).case.stage)
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    stages.append(hall.file(ref).case.stage)
    outgoing.confirm_printed(hall.desk, hall.lead, letter.id, elsewhere="二楼打印机")
    stages.append(hall.file(ref).case.stage)
    delivery.deliver_letter(
        hall.desk, hall.clerk, letter.id, DeliveryForm(delivery=Delivery.BY_HAND)
    )
    stages.append(hall.file(ref).case.stage)
    assert stages == [
        Stage.DRAFTING,
        Stage.TO_APPROVE,
        Stage.TO_ISSUE,
        Stage.TO_PRINT,
        Stage.TO_DELIVER,
        Stage.TO_CALL_BACK,
    ]
    done = outgoing.show_letter(hall.desk, hall.clerk, ref)
    # Where it was printed is told by the letter, and can be erased; the journal holds none of it.
    assert done.printed_where == "二楼打印机"
    assert "二楼" not in "".join(entry.note for entry in hall.file(ref).journal)
    assert done.number == "临供客复〔2026〕1号"
    assert "⟦" not in done.markdown
    assert verify_letter(hall.desk, hall.lead, done.number).remarks == ()
    assert outgoing.letter_page(hall.desk, hall.clerk, done.id).pdf.startswith(b"%PDF")


def test_nobody_approves_their_own_letter(hall: Hall) -> None:
    ref = hall.register(who=hall.lead)
    hall.answer(ref, 1)
    letter = letters.draft_letter(hall.desk, hall.lead, ref)
    letters.submit_letter(hall.desk, hall.lead, letter.id)
    refused("own_letter", lambda: letters.approve_letter(hall.desk, hall.lead, letter.id))
    approved = letters.approve_letter(hall.desk, hall.second_lead, letter.id)
    assert approved.state is LetterState.APPROVED


def test_who_submitted_somebody_elses_draft_does_not_approve_it_either(hall: Hall) -> None:
    ref = hall.answered()
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    letters.submit_letter(hall.desk, hall.lead, letter.id)
    refused("own_letter", lambda: letters.approve_letter(hall.desk, hall.lead, letter.id))


def test_a_major_case_needs_the_manager_as_well(hall: Hall) -> None:
    _ref, letter = hall.submitted(grade=Grade.MAJOR)
    first = letters.approve_letter(hall.desk, hall.lead, letter.id)
    assert first.state is LetterState.SUBMITTED
    refused("agreed_already", lambda: letters.approve_letter(hall.desk, hall.lead, letter.id))
    refused("letter_state", lambda: letters.issue_letter(hall.desk, hall.lead, letter.id))
    second = letters.approve_letter(hall.desk, hall.manager, letter.id)
    assert second.state is LetterState.APPROVED


def test_a_returned_letter_says_what_to_mend(hall: Hall) -> None:
    ref, letter = hall.submitted()
    refused("missing", lambda: returns.return_letter(hall.desk, hall.lead, letter.id, " "))
    back = returns.return_letter(hall.desk, hall.lead, letter.id, "第1项请写明日期")
    assert (back.state, back.return_comment) == (LetterState.DRAFT, "第1项请写明日期")
    assert hall.file(ref).case.stage is Stage.DRAFTING
    again = letters.submit_letter(hall.desk, hall.clerk, letter.id)
    assert again.return_comment == ""


@pytest.mark.parametrize("change", ["answer", "point", "result"])
def test_any_change_of_the_record_takes_the_approval_back(hall: Hall, change: str) -> None:
    ref, letter = hall.submitted()
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    if change == "answer":
        hall.answer(ref, 1, finding="经再次核实，当日上午等候人数为七十人。")
    elif change == "point":
        added = PointForm(kind=PointKind.QUESTION, matter="座椅何时增加")
        points.add_point(hall.desk, hall.clerk, ref, added)
    else:
        points.set_result(hall.desk, hall.clerk, ref, ResultForm(result="已整改到位"))
    refused("letter_state", lambda: letters.issue_letter(hall.desk, hall.lead, letter.id))
    stale = outgoing.show_letter(hall.desk, hall.clerk, letter.id)
    assert (stale.state, stale.approver_id) == (LetterState.DRAFT, None)
    refused("record_changed", lambda: letters.submit_letter(hall.desk, hall.clerk, letter.id))


def test_an_edited_text_must_still_hold_every_answer(hall: Hall) -> None:
    ref = hall.answered()
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    cut = letter.markdown.replace("增开一个窗口", "研究改进")
    edited = letters.edit_letter(hall.desk, hall.clerk, letter.id, cut, version=letter.version)
    found = letters.lint_letter(hall.desk, hall.clerk, letter.id)
    assert any(one.blocks for one in found)
    refusal_of(lambda: letters.submit_letter(hall.desk, hall.clerk, letter.id))
    kind = letter.markdown.replace("您好！", "您好！感谢您来厅反映。")
    letters.edit_letter(hall.desk, hall.clerk, letter.id, kind, version=edited.version)
    submitted = letters.submit_letter(hall.desk, hall.clerk, letter.id)
    assert "感谢您来厅反映" in submitted.markdown


def test_two_windows_editing_one_letter_do_not_overwrite_each_other(hall: Hall) -> None:
    letter = letters.draft_letter(hall.desk, hall.clerk, hall.answered())
    letters.edit_letter(hall.desk, hall.clerk, letter.id, "一", version=letter.version)
    refused(
        "changed_meanwhile",
        lambda: letters.edit_letter(hall.desk, hall.other, letter.id, "二", version=letter.version),
    )


def test_numbers_are_taken_at_issue_and_never_again(hall: Hall) -> None:
    _first, one = hall.issued()
    outgoing.void_letter(hall.desk, hall.lead, one.id, "印错日期")
    _second, two = hall.issued()
    assert [one.serial, two.serial] == [1, 2]
    voided = outgoing.show_letter(hall.desk, hall.lead, one.number)
    assert (voided.state, voided.void_reason) == (LetterState.VOID, "印错日期")


def test_a_character_that_no_font_has_stops_the_issue_before_a_number_is_taken(hall: Hall) -> None:
    ref = hall.register()
    hall.answer(ref, 1, finding="客户出示的单据上写有 \U0001f9ff 字样，经核实为打印错误。")
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    refusal_of(lambda: letters.submit_letter(hall.desk, hall.clerk, letter.id))
    with hall.desk.store.read() as book:
        assert book.serials("letter", "HD01-2026") == 0


def test_a_surge_cannot_be_explained_away_without_going_there(hall: Hall) -> None:
    form = replace(
        case_form(),
        topic=Topic.METERING_BILLING,
        points=[PointForm(kind=PointKind.QUESTION, matter="本月电量突增的原因")],
    )
    ref = intake.register_case(hall.desk, hall.clerk, form).reference
    answer = AnswerForm(
        finding="电量与气温有关。", conclusion=Conclusion.EXPLAINED, remedy="请注意节电"
    )
    refusal = refused(
        "gate_shut", lambda: points.answer_point(hall.desk, hall.clerk, ref, 1, answer)
    )
    assert "现场核实" in refusal.message
    from desk.gates import gates_of

    file = hall.file(ref)
    gates = gates_of(hall.desk.playbook, file.case.topic, file.points[0], hall.today)
    checked = replace(answer, checks=[c.id for g in gates for c in g.checks])
    points.answer_point(hall.desk, hall.clerk, ref, 1, checked)
    assert hall.file(ref).points[0].conclusion is Conclusion.EXPLAINED


def test_an_answer_is_checked_beside_its_field(hall: Hall) -> None:
    ref = hall.register(PointKind.QUESTION)
    wrong: list[tuple[AnswerForm, str]] = [
        (AnswerForm(conclusion=Conclusion.GRANTED), "conclusion"),
        (AnswerForm(remedy_due=hall.today - timedelta(days=1)), "remedy_due"),
        (AnswerForm(remedy_done_on=hall.today + timedelta(days=1)), "remedy_done_on"),
        (AnswerForm(amount_fen=-1), "amount_fen"),
        (AnswerForm(articles=["no-such-article"]), "basis"),
        (AnswerForm(finding="查" * 5001), "finding"),
        (AnswerForm(matter=" "), "matter"),
    ]
    for form, field in wrong:
        refusal = refusal_of(partial(points.answer_point, hall.desk, hall.clerk, ref, 1, form))
        assert refusal.field == field
    assert hall.file(ref).points[0].version == 1


def test_the_slip_is_one_and_the_same(hall: Hall) -> None:
    ref = hall.register()
    slip = slips.acknowledge(hall.desk, hall.clerk, ref)
    assert slips.acknowledge(hall.desk, hall.other, ref).id == slip.id
    page = outgoing.letter_page(hall.desk, hall.clerk, slip.id)
    file = hall.file(ref)
    for words in (ref, file.case.lookup_code, "王芳", "第1件事"):
        assert words in page.text
    assert "19900000001" not in page.text


THANKS, OURS = "感谢您的监督与理解。", "感谢您当面告诉我们。"


def _worded(hall: Hall) -> tuple[str, Letter]:
    """A draft with one sentence in a person's own words."""
    ref = hall.answered()
    draft = letters.draft_letter(hall.desk, hall.clerk, ref)
    assert THANKS in draft.markdown
    own = draft.markdown.replace(THANKS, OURS)
    return ref, letters.edit_letter(hall.desk, hall.clerk, draft.id, own, version=draft.version)


def test_own_wording_goes_over_into_the_letter_composed_anew(hall: Hall) -> None:
    ref, before = _worded(hall)
    hall.answer(ref, 1, finding="11月24日又到现场核对了一次表号与接线。")
    after = letters.draft_letter(hall.desk, hall.lead, ref)
    assert after.edited
    assert OURS in after.markdown
    assert "11月24日又到现场" in after.markdown
    assert lost_between(hall.desk, before, after) == ()
    # The words are still the clerk's, so neither may approve them.
    letters.submit_letter(hall.desk, hall.second_lead, after.id)
    assert after.author_id == hall.clerk.staff_id
    refused("own_letter", lambda: letters.approve_letter(hall.desk, hall.second_lead, after.id))


def test_wording_that_the_record_overrules_is_named(hall: Hall) -> None:
    ref, draft = _worded(hall)
    remedy = hall.file(ref).points[0].remedy
    own = draft.markdown.replace(remedy[:6], "我们" + remedy[:6])
    before = letters.edit_letter(hall.desk, hall.clerk, draft.id, own, version=draft.version)
    hall.answer(ref, 1, remedy="换装新表，多收的退回原账户。")
    after = letters.draft_letter(hall.desk, hall.clerk, ref)
    assert OURS in after.markdown
    (lost,) = lost_between(hall.desk, before, after)
    assert "我们" + remedy[:6] in lost
    assert lost_between(hall.desk, None, after) == ()
    assert lost_between(hall.desk, after, after) == ()
