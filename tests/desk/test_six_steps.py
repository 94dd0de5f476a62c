"""The six steps follow from the record alone."""

from desk.six_steps import signs, six_steps
from tests.desk.services.hall import open_hall


def test_they_go_on_with_the_record_and_nothing_is_ticked() -> None:
    hall = open_hall()
    ref = hall.register()
    assert signs(six_steps(hall.file(ref))) == "✓▶····"
    hall.answer(ref, 1)
    assert signs(six_steps(hall.file(ref))) == "✓✓✓✓▶·"
    hall = open_hall()
    delivered, _letter = hall.delivered()
    steps = six_steps(hall.file(delivered))
    assert signs(steps) == "✓✓✓✓✓▶"
    assert steps[2].by == hall.clerk.staff_id
    hall = open_hall()
    closed = six_steps(hall.file(hall.closed()))
    assert signs(closed) == "✓✓✓✓✓✓"
    assert closed[5].by == hall.other.staff_id
    assert closed[5].at is not None


def test_without_an_apology_the_second_waits() -> None:
    hall = open_hall()
    ref = hall.register()
    hall.answer(ref, 1, apology="")
    assert signs(six_steps(hall.file(ref))) == "✓▶✓✓··"
