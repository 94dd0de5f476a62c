"""Closed cases tell where the words of the playbook mislead."""

from dataclasses import replace

from desk.case import Case
from desk.enums import Topic
from desk.services.tuning import misleading_words
from tests.desk.services.hall import Hall


def test_closed_cases_are_compared_with_what_would_be_proposed(hall: Hall) -> None:
    assert misleading_words(hall.desk, hall.lead).cases == 0
    hall.closed()
    found = misleading_words(hall.desk, hall.lead)
    assert (found.cases, found.first, found.among_three, found.mistaken) == (1, 1, 1, ())


def test_a_topic_that_the_clerk_did_not_take_is_shown_with_its_words(hall: Hall) -> None:
    reference = hall.closed()
    now = hall.desk.clock.now()
    with hall.desk.store.act("case.topic", staff_id=hall.lead.staff_id, at=now) as act:
        [case] = act.find(Case, reference=reference)
        act.put(replace(case, topic=Topic.SERVICE_ATTITUDE))
        act.commit()
    found = misleading_words(hall.desk, hall.lead)
    assert (found.cases, found.first) == (1, 0)
    [one] = found.mistaken
    assert (one.topic, one.proposed, one.cases) == (Topic.SERVICE_ATTITUDE, Topic.QUEUEING, 1)
    assert ("叫号", 1) in one.words
