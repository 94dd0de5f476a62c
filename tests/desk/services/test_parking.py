"""Nine half-typed registrations may wait; a tenth is refused and nothing of it is lost."""

from typing import Any

import pytest

from desk.parked import parked
from desk.services import drafts, parking, staffing
from tests.desk.services.counter import away
from tests.desk.services.hall import Hall, refused


def content(n: int) -> dict[str, Any]:
    return {"visitor": {"name": "柳明月"}, "narrative": f"说到一半的第{n}件事"}


def park(hall: Hall, count: int, first: int = 0) -> None:
    for n in range(first, first + count):
        parking.park(hall.desk, hall.clerk, f"form-{n}", content(n))


def waiting(hall: Hall) -> list[str]:
    return [one.subject for one in parked(drafts.drafts(hall.desk, hall.clerk))]


def test_the_tenth_is_refused_with_a_way_out_and_loses_nothing(hall: Hall) -> None:
    park(hall, 9)
    drafts.save_draft(hall.desk, hall.clerk, "intake", "form-9", content(9))
    refusal = refused(
        "park_full", lambda: parking.park(hall.desk, hall.clerk, "form-9", content(9))
    )
    assert refusal.hint
    assert "form-9" in waiting(hall)
    drafts.discard_draft(hall.desk, hall.clerk, "intake", "form-3")
    parking.park(hall.desk, hall.clerk, "form-9", content(9))
    assert len(waiting(hall)) == 9


def test_parking_again_what_is_parked_counts_once(hall: Hall) -> None:
    park(hall, 9)
    parking.park(hall.desk, hall.clerk, "form-0", content(100))
    assert len(waiting(hall)) == 9


def test_a_line_names_the_customer_masked_and_the_first_words(hall: Hall) -> None:
    park(hall, 1)
    [one] = parked(drafts.drafts(hall.desk, hall.clerk))
    assert (one.name, one.begins) == ("柳**", "说到一半的第0件事")
    assert one.at == hall.clock.now()


def test_the_lead_sees_whose_and_how_many_and_nothing_of_what(hall: Hall) -> None:
    park(hall, 2)
    away(hall, hall.clerk)
    [left] = parking.left_parked(hall.desk, hall.lead)
    assert (left.number, left.count, left.away) == (hall.clerk.number, 2, True)
    assert "柳" not in repr(left)
    refused("not_allowed", lambda: parking.left_parked(hall.desk, hall.other))


def test_what_somebody_away_left_goes_to_another_clerk(hall: Hall) -> None:
    park(hall, 2)
    away(hall, hall.clerk)
    clerk, other = hall.clerk.number, hall.other.number
    assert parking.pass_on_parked(hall.desk, hall.lead, clerk, other) == 2
    assert waiting(hall) == []
    assert len(drafts.drafts(hall.desk, hall.other, "intake")) == 2


def test_what_somebody_who_has_left_for_good_had_parked_is_not_lost(hall: Hall) -> None:
    park(hall, 1)
    staffing.disable_staff(hall.desk, hall.lead, hall.clerk.number)
    clerk, other = hall.clerk.number, hall.other.number
    assert parking.pass_on_parked(hall.desk, hall.lead, clerk, other) == 1


def test_when_it_is_not_passed_on(hall: Hall) -> None:
    park(hall, 9)
    clerk, other = hall.clerk.number, hall.other.number

    def passed(to: str) -> Any:
        return parking.pass_on_parked(hall.desk, hall.lead, clerk, to)

    assert refused("holder_present", lambda: passed(other)).field == "number"
    away(hall, hall.clerk)
    assert refused("cannot_register", lambda: passed(hall.admin.number)).field == "to_staff"
    parking.park(hall.desk, hall.other, "own", content(0))
    assert refused("park_full", lambda: passed(other)).field == "to_staff"
    drafts.discard_draft(hall.desk, hall.other, "intake", "own")
    away(hall, hall.other)
    assert refused("receiver_absent", lambda: passed(other)).field == "to_staff"
    assert len(waiting(hall)) == 9


@pytest.mark.parametrize("typed", ["1002", "陈强", "2001、 陈强"])
def test_what_is_about_a_colleague_does_not_go_to_them(hall: Hall, typed: str) -> None:
    content = {"narrative": "态度很差", "concerns": typed}
    parking.park(hall.desk, hall.clerk, "about", content)
    away(hall, hall.clerk)
    clerk, other = hall.clerk.number, hall.other.number
    refused("not_for_them", lambda: parking.pass_on_parked(hall.desk, hall.lead, clerk, other))
    assert drafts.drafts(hall.desk, hall.other, "intake") == []
