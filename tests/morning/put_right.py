"""Mistakes have a way: nothing is overwritten, and the number stays."""

from desk.enums import CaseStatus, Confirmation
from screens.case.amend import Amend
from screens.case.mistakes import AddSupplement, Annul, LinkCase, Withdraw
from screens.case.wrong_customer import WrongCustomer
from screens.dialogs.pin import OverTheShoulder
from tests.morning.player import LEAD, OTHER, Arrival, Morning, kind
from tests.screens.window import pause


@kind("adds")
async def adds(morning: Morning, arrival: Arrival) -> None:
    """Something more is told; the narrative stays as it is."""
    await morning.case_of(arrival["case"])
    before = morning.file.case.narrative
    await morning.deed("supplement")
    assert morning.at(AddSupplement), morning.seen
    await morning.fill(text=arrival["text"], told_by=arrival.get("told_by", ""))
    await morning.press("ctrl+s")
    assert [one.text for one in morning.file.supplements] == [arrival["text"]]
    assert morning.file.case.narrative == before
    await morning.to_the_board()


@kind("puts_right")
async def puts_right(morning: Morning, arrival: Arrival) -> None:
    """A field was misheard: what stood there stays, with the reason."""
    await morning.case_of(arrival["case"])
    await morning.deed("amend")
    assert morning.at(Amend), morning.seen
    await morning.fill(field=arrival["field"])
    await morning.press("ctrl+s")
    assert morning.wrong() == ["reason"], morning.seen
    await morning.fill(line=arrival["value"], reason=arrival["reason"])
    await morning.press("ctrl+s")
    if morning.at(OverTheShoulder):
        await morning.over_the_shoulder(LEAD)
    (kept,) = morning.file.amendments
    assert (kept.field, kept.new) == (arrival["field"], arrival["value"])
    await morning.to_the_board()


@kind("was_another")
async def was_another(morning: Morning, arrival: Arrival) -> None:
    """Two people of one name: the case goes to the one it belongs to."""
    await morning.case_of(arrival["case"])
    await morning.deed("wrong_customer")
    assert morning.at(WrongCustomer), morning.seen
    morning.control("customer_id").focus()
    await morning.say(arrival["knows"])
    await pause(morning.pilot)
    await morning.press("enter")
    await morning.fill(reason=arrival["reason"])
    await morning.press("ctrl+s")
    if morning.at(OverTheShoulder):
        await morning.over_the_shoulder(LEAD)
    assert morning.file.customer is not None
    assert morning.file.customer.phone.endswith(arrival["knows"])
    await morning.to_the_board()


@kind("takes_back")
async def takes_back(morning: Morning, arrival: Arrival) -> None:
    """The customer takes it back, in their own words, before a witness."""
    await morning.case_of(arrival["case"])
    await morning.deed("withdraw")
    assert morning.at(Withdraw), morning.seen
    await morning.fill(words=arrival["words"], how=Confirmation.READ_ALOUD)
    await morning.press("ctrl+s")
    assert "witness" in morning.wrong(), morning.seen
    await morning.fill(witness=OTHER)
    await morning.press("ctrl+s")
    assert morning.file.case.status is CaseStatus.WITHDRAWN, morning.seen
    await morning.to_the_board()


@kind("twice")
async def twice(morning: Morning, arrival: Arrival) -> None:
    """Registered twice: the later one is annulled by a lead, and goes on under the earlier."""
    other = morning.cases[arrival["goes_on_under"]]
    await morning.case_of(arrival["case"])
    await morning.deed("annul")
    assert morning.at(Annul), morning.seen
    await morning.fill(reason=arrival["reason"], duplicate_of=other)
    await pause(morning.pilot)
    await morning.press("ctrl+s")
    await morning.over_the_shoulder(LEAD)
    case = morning.file.case
    assert case.status is CaseStatus.ANNULLED, morning.seen
    assert case.duplicate_of is not None
    await morning.to_the_board()


@kind("belongs_together")
async def belongs_together(morning: Morning, arrival: Arrival) -> None:
    """Two cases are named beside each other."""
    await morning.case_of(arrival["case"])
    await morning.deed("link")
    assert morning.at(LinkCase), morning.seen
    await morning.fill(other=morning.cases[arrival["other"]])
    await pause(morning.pilot)
    await morning.press("ctrl+s")
    assert morning.file.links, morning.seen
    await morning.to_the_board()
