"""A returned letter: remarks beside their points, what changed since, who may agree at last."""

from dataclasses import replace
from functools import partial

from desk.enums import Grade, LetterState, PointKind, Role
from desk.forms import RemarkForm
from desk.letter.life import Letter
from desk.services import agreeing, letters, people, returns
from desk.staff.model import Staff, counter_in
from desk.staff.pin import FREE_TRIES
from tests.desk.services.hall import PIN, Hall, refused

TWO = (PointKind.ALLEGATION, PointKind.QUESTION)
DAY = RemarkForm(point=2, text="请写明哪一天答复")


def back(hall: Hall, *remarks: RemarkForm, comment: str = "") -> tuple[str, Letter]:
    """A letter of two points that came back."""
    reference, letter = hall.submitted(*TWO)
    returns.return_letter(hall.desk, hall.lead, letter.id, comment, remarks)
    return reference, letter


def test_a_remark_stands_on_its_point_and_holds_the_letter_until_it_is_dealt_with(
    hall: Hall,
) -> None:
    reference, letter = back(hall, DAY)
    seen = returns.difference(hall.desk, hall.clerk, letter.id)
    assert seen is not None
    assert [(r.remark.on, r.settled) for r in seen.remarks] == [("points.2", False)]
    submit = partial(letters.submit_letter, hall.desk, hall.clerk, letter.id)
    assert refused("remark_open", submit).field == "points.2"
    hall.answer(reference, 1, finding="经再次核实，当日上午等候人数为七十人。")
    letters.draft_letter(hall.desk, hall.clerk, reference)
    refused("remark_open", submit)
    hall.answer(reference, 2, finding="我们查阅了叫号记录，11月21日已向您解释。")
    letters.draft_letter(hall.desk, hall.clerk, reference)
    assert submit().state is LetterState.SUBMITTED


def test_a_remark_may_be_ticked_or_answered_instead(hall: Hall) -> None:
    for fields in ({"done": True}, {"done": False, "answer": "日期已在第1项写明"}):
        _reference, letter = back(hall, DAY)
        returns.answer_remark(hall.desk, hall.clerk, letter.id, 1, **fields)
        assert letters.submit_letter(hall.desk, hall.clerk, letter.id).submitted_by


def test_a_comment_on_the_whole_asks_for_no_tick(hall: Hall) -> None:
    _reference, letter = back(hall, comment="语气再客气一些")
    assert letters.submit_letter(hall.desk, hall.clerk, letter.id).submitted_by


def test_remarks_stand_on_what_there_is(hall: Hall) -> None:
    _reference, letter = hall.submitted(*TWO)
    for code, form in (
        ("no_such_point", RemarkForm(point=3, text="第三项呢")),
        ("no_such_part", RemarkForm(part="footer", text="改一下")),
        ("missing", RemarkForm(point=1, text=" ")),
        ("too_long", RemarkForm(point=1, text="改" * 1001)),
    ):
        refused(
            code,
            partial(returns.return_letter, hall.desk, hall.lead, letter.id, "", [form]),
        )
    returns.return_letter(hall.desk, hall.lead, letter.id, "", [DAY])
    refused("no_such_remark", lambda: returns.answer_remark(hall.desk, hall.clerk, letter.id, 2))


def test_the_next_look_shows_what_changed_in_words_and_in_fields(hall: Hall) -> None:
    reference, letter = back(hall, DAY)
    hall.answer(reference, 2, remedy="窗口叫号屏11月25日前换新", remedy_due=hall.today)
    letters.draft_letter(hall.desk, hall.clerk, reference)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    seen = returns.difference(hall.desk, hall.lead, letter.id)
    assert seen is not None
    assert {"points.2.remedy", "points.2.due_on"} <= {change.path for change in seen.fields}
    assert all(change.path.startswith("points.2") for change in seen.fields)
    came = "".join(piece.text for change in seen.text for piece in change.after)
    assert "窗口叫号屏11月25日前换新" in came


def test_several_rounds_are_kept_each_with_its_text(hall: Hall) -> None:
    reference, letter = back(hall, DAY)
    hall.answer(reference, 2, finding="已于11月21日向您解释。")
    letters.draft_letter(hall.desk, hall.clerk, reference)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    returns.return_letter(hall.desk, hall.lead, letter.id, "落款处请核对")
    first = returns.difference(hall.desk, hall.lead, letter.id, turn=1)
    last = returns.difference(hall.desk, hall.lead, letter.id)
    assert first is not None
    assert last is not None
    assert (first.turn, last.turn) == (1, 2)
    assert first.fields
    assert last.fields == ()
    refused("no_such_turn", lambda: returns.difference(hall.desk, hall.lead, letter.id, turn=3))


def test_a_letter_that_never_came_back_has_no_difference(hall: Hall) -> None:
    _reference, letter = hall.submitted()
    assert returns.difference(hall.desk, hall.lead, letter.id) is None


# -- who may agree --------------------------------------------------------------------------


def approve(hall: Hall, who: str, letter: Letter) -> Letter:
    return letters.approve_letter(hall.desk, getattr(hall, who), letter.id)


def test_whoever_edited_it_once_does_not_approve_it_later(hall: Hall) -> None:
    reference = hall.answered()
    letter = letters.draft_letter(hall.desk, hall.clerk, reference)
    for who in (hall.lead, hall.clerk):
        fresh = hall.file(reference).letters[-1]
        words = fresh.markdown.replace("您好！", f"您好！{who.number}号为您服务。")
        letters.edit_letter(hall.desk, who, letter.id, words, version=fresh.version)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    refused("own_letter", partial(approve, hall, "lead", letter))
    assert approve(hall, "second_lead", letter).state is LetterState.APPROVED


def test_whoever_answered_a_point_does_not_approve_the_letter_that_says_it(hall: Hall) -> None:
    reference = hall.register(*TWO)
    hall.answer(reference, 1)
    helper = replace(hall, clerk=hall.lead)
    helper.answer(reference, 2)
    letter = letters.draft_letter(hall.desk, hall.clerk, reference)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    assert "2" in refused("own_letter", partial(approve, hall, "lead", letter)).message
    assert approve(hall, "second_lead", letter).state is LetterState.APPROVED


def test_looking_at_a_draft_makes_nobody_its_author(hall: Hall) -> None:
    reference = hall.answered()
    letter = letters.draft_letter(hall.desk, hall.clerk, reference)
    hall.answer(reference, 1, finding="经再次核实，当日上午等候人数为七十人。")
    letters.draft_letter(hall.desk, hall.lead, reference)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    assert approve(hall, "lead", letter).state is LetterState.APPROVED


def test_for_a_grave_case_lead_and_manager_agree_in_either_order(hall: Hall) -> None:
    for first, second in (("lead", "manager"), ("manager", "lead")):
        _reference, letter = hall.submitted(grade=Grade.SPECIAL)
        assert approve(hall, first, letter).state is LetterState.SUBMITTED
        refused("agreed_already", partial(approve, hall, first, letter))
        assert approve(hall, second, letter).state is LetterState.APPROVED


def test_a_second_lead_does_not_stand_in_for_the_manager(hall: Hall) -> None:
    _reference, letter = hall.submitted(grade=Grade.MAJOR)
    approve(hall, "lead", letter)
    refused("agreed_already", partial(approve, hall, "second_lead", letter))


def test_who_else_is_needed_is_said_before_anybody_tries(hall: Hall) -> None:
    _reference, letter = hall.submitted(grade=Grade.MAJOR)
    ask = partial(agreeing.agreement, hall.desk)
    fresh = ask(hall.lead, letter.id)
    assert (fresh.needed, fresh.mine) == ((Role.LEAD, Role.MANAGER), True)
    approve(hall, "manager", letter)
    half = ask(hall.lead, letter.id)
    assert (half.needed, half.mine) == ((Role.LEAD,), True)
    assert [role for _name, role in half.agreed] == [Role.MANAGER]
    assert ask(hall.manager, letter.id).mine is False
    assert ask(hall.clerk, letter.id).mine is False
    approve(hall, "lead", letter)
    assert ask(hall.lead, letter.id).needed == ()


def test_over_the_shoulder_both_stand_in_the_journal(hall: Hall) -> None:
    reference, letter = hall.submitted()
    refused(
        "wrong_pin",
        lambda: people.sign_in(hall.desk, "2001", "000000", counter_of=hall.clerk),
    )
    lead = people.sign_in(hall.desk, "2001", PIN, counter_of=hall.clerk)
    letters.approve_letter(hall.desk, lead, letter.id)
    acts = {
        entry.act: (entry.staff_id, counter_in(entry.note))
        for entry in hall.desk.store.entries()
        if entry.note
    }
    both = (hall.lead.staff_id, hall.clerk.staff_id)
    assert acts == {
        "staff.wrong_pin": both,
        "staff.sign_in": both,
        "letter.approve": both,
    }
    assert hall.file(reference).letters[-1].approver_id == hall.lead.staff_id


def test_wrong_pins_over_the_shoulder_lock_that_number_alone(hall: Hall) -> None:
    def come(pin: str) -> object:
        return people.sign_in(hall.desk, "2001", pin, counter_of=hall.clerk)

    for _time in range(FREE_TRIES + 1):
        refused("wrong_pin", lambda: come("000000"))
    refused("locked", lambda: come(PIN))
    with hall.desk.store.read() as book:
        tries = {staff.number: staff.failed_tries for staff in book.find(Staff)}
    assert (tries["2001"], tries["1001"]) == (FREE_TRIES + 1, 0)
