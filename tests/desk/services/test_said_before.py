"""A second letter to a dissatisfied customer that says nothing new is told apart."""

from desk.forms import FollowUpForm
from desk.letter.life import Letter
from desk.services import closing, letters
from tests.desk.services.hall import Hall

UNHAPPY = FollowUpForm(reached=True, satisfied=False, words="没人当面道歉")


def _again(hall: Hall, ref: str) -> tuple[Letter, set[str]]:
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    found = letters.lint_letter(hall.desk, hall.clerk, letter.id)
    assert not any(one.blocks for one in found if one.code == "nothing_new")
    return letter, {one.code for one in found}


def test_the_same_answer_again_is_told(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    closing.record_follow_up(hall.desk, hall.other, ref, UNHAPPY)
    _draft, codes = _again(hall, ref)
    assert "nothing_new" in codes


def test_an_answer_that_was_bettered_is_new(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    closing.record_follow_up(hall.desk, hall.other, ref, UNHAPPY)
    hall.clock.move(hours=1)
    hall.answer(ref, 1, finding="11月23日值班长再次调取监控，当天叫号屏坏了一小时。")
    _draft, codes = _again(hall, ref)
    assert "nothing_new" not in codes


def test_the_first_letter_has_none_before_it(hall: Hall) -> None:
    ref = hall.answered()
    _draft, codes = _again(hall, ref)
    assert "nothing_new" not in codes
