"""What to do next, in one sentence."""

from desk.forms import FollowUpForm
from desk.services import closing
from desk.services.lists import case_file
from screens.board.next_step import next_step
from tests.desk.services.hall import open_hall


def test_a_dissatisfied_customer_is_looked_at_again_before_a_letter() -> None:
    hall = open_hall()
    ref, _letter = hall.delivered()
    closing.record_follow_up(
        hall.desk, hall.other, ref, FollowUpForm(reached=True, satisfied=False, words="没人道歉")
    )
    assert "不满意" in next_step(case_file(hall.desk, hall.clerk, ref))
    hall.clock.move(hours=1)
    hall.answer(ref, 1, finding="11月23日值班长再次调取监控，当天叫号屏坏了一小时。")
    assert "不满意" not in next_step(case_file(hall.desk, hall.clerk, ref))
