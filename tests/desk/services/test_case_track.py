"""The steps of a case are told alike on the screen and on its printed chain."""

from desk.case_track import CaseTrack, track_of
from desk.enums import Confirmation, PointKind
from desk.forms_counter import RecordForm, WithdrawForm
from desk.services import lists, mistakes
from desk.services.chain_facts import chain_facts
from tests.desk.services.hall import Hall


def track(hall: Hall, reference: str, language: str = "zh_CN") -> CaseTrack:
    file = lists.case_file(hall.desk, hall.clerk, reference)
    return track_of(file, hall.desk.playbook, hall.today, language)


def test_a_complaint_goes_through_letter_and_call_back(hall: Hall) -> None:
    found = track(hall, hall.register())
    assert found.steps == (
        *("受理", "答复", "函件", "审批", "编号", "打印", "送达", "回访", "办结"),
    )
    assert found.steps[found.at] == "答复"
    english = track(hall, hall.answered(PointKind.REQUEST), "en")
    assert english.steps[english.at] == "Letter"
    assert len(english.steps) == len(found.steps)


def test_what_was_closed_is_past_its_last_step(hall: Hall) -> None:
    found = track(hall, hall.closed(PointKind.REQUEST))
    assert found.at == len(found.steps)


def test_the_printed_chain_tells_the_same_steps(hall: Hall) -> None:
    reference = hall.register()
    file = lists.case_file(hall.desk, hall.clerk, reference)
    facts = chain_facts(hall.desk, file, hall.clerk, "zh_CN")
    found = track(hall, reference)
    assert (*facts.done, facts.present, *facts.to_come) == found.steps
    assert facts.present == "答复"


def test_of_a_case_that_was_taken_back_nothing_is_to_come(hall: Hall) -> None:
    reference = hall.register()
    form = WithdrawForm(words="不投诉了", confirmation=RecordForm(how=Confirmation.SIGNED))
    mistakes.withdraw(hall.desk, hall.clerk, reference, form)
    found = track(hall, reference)
    assert found.steps[0] == "受理"
    assert found.at == len(found.steps) == 2
