"""Whom a case is about, who acts for whom, and who must not know of it."""

from desk.concern import Concern, SealedIdentity
from desk.enums import Basis, PartyRole
from screens.case.people import PaperOf
from screens.dialogs.find import Find
from screens.dialogs.people import CasePeople, WhoAsks
from screens.dialogs.prompt import Prompt
from screens.dialogs.reveal import ShownInFull
from screens.dialogs.tell import Tell
from screens.intake.more import More
from screens.intake.parties import Parties, PartyDialog
from tests.morning.player import CLERK, MANAGER, Arrival, Morning, kind
from tests.screens.window import pause, rows


@kind("about_us")
async def about_us(morning: Morning, arrival: Arrival) -> None:
    """Named while it is taken down: it goes past them, upward; not oneself, ask a colleague."""
    await morning.greet(arrival)
    await morning.write_down(arrival)
    await morning.press("ctrl+e")
    await morning.fill(concerns=CLERK)
    await morning.press("ctrl+s")
    await morning.press("ctrl+s")
    assert morning.at(More), morning.seen
    assert morning.wrong() == ["concerns"]
    await morning.fill(concerns=arrival["concerns"])
    await morning.press("ctrl+s")
    reference = await morning.save(arrival)
    (case,) = (one for one in morning.in_the_book() if one.reference == reference)
    assert case.holder_id != morning.hall.clerk.id
    assert case.first_responder_id == morning.hall.clerk.id
    assert case.id in [one.case_id for one in rows(morning.hall, Concern)]
    await morning.to_the_board()


@kind("looks_for_it")
async def looks_for_it(morning: Morning, arrival: Arrival) -> None:
    """The person it is about looks for it at this computer, and there is no such case."""
    reference = morning.cases[arrival["case"]]
    await morning.change_to(arrival["number"])
    await morning.press("8")
    assert reference not in morning.seen
    await morning.press("f3")
    dialog = morning.app.screen
    assert isinstance(dialog, Find), morning.seen
    await morning.say(reference)
    await pause(morning.pilot)
    assert not dialog._list.rows, morning.seen
    await morning.press("escape")
    await morning.change_to(CLERK)


@kind("reports")
async def reports(morning: Morning, arrival: Arrival) -> None:
    """A report: who they are is sealed with the saving, and stands nowhere afterwards."""
    await morning.greet(arrival)
    await morning.write_down(arrival)
    await morning.press("ctrl+e", "2", "ctrl+s")
    await morning.save(arrival)
    name = arrival["customer"]["name"]
    assert name not in morning.seen
    assert morning.file.case.sealed
    assert name not in repr(morning.file)
    await morning.to_the_board()


@kind("manager_reads")
async def manager_reads(morning: Morning, arrival: Arrival) -> None:
    """The manager alone reads who reported, and says why."""
    await morning.change_to(MANAGER)
    await morning.case_of(arrival["case"])
    await morning.deed("identity")
    assert morning.at(Prompt), morning.seen
    await morning.say(arrival["reason"])
    await morning.press("enter")
    assert morning.at(ShownInFull), morning.seen
    (sealed,) = rows(morning.hall, SealedIdentity)
    morning.shows(sealed.name, sealed.phone)
    await morning.press("escape")
    await morning.change_to(CLERK)


@kind("acts_for")
async def acts_for(morning: Morning, arrival: Arrival) -> None:
    """Somebody comes for the customer; a paper that ended is refused beside its day."""
    await morning.greet(arrival)
    await morning.press("ctrl+d")
    assert morning.at(Parties), morning.seen
    await morning.press("enter")
    assert morning.at(PartyDialog), morning.seen
    basis = Basis(arrival["basis"])
    await morning.fill(
        role=PartyRole.REPRESENTATIVE,
        name=arrival["representative"],
        basis_kind=basis,
        basis_seen=True,
    )
    if "ended" in arrival:
        await morning.fill(basis_valid_to=arrival["ended"])
        await morning.press("ctrl+s")
        assert morning.wrong() == ["basis_valid_to"], morning.seen
    if basis is Basis.GUARDIAN:
        await morning.fill(minor=True)
    await morning.fill(basis_valid_to=arrival["valid_to"])
    await morning.press("ctrl+s")
    await morning.press("ctrl+s")
    await morning.write_down(arrival)
    await morning.save(arrival)
    acting = [one for one in morning.file.parties if one.role is PartyRole.REPRESENTATIVE]
    assert [(one.name, one.basis_kind) for one in acting] == [(arrival["representative"], basis)]
    await morning.to_the_board()


@kind("asks_for_another")
async def asks_for_another(morning: Morning, arrival: Arrival) -> None:
    """A stranger asks how somebody's case stands: number, stage and date, and nothing else."""
    await morning.case_of(arrival["case"])
    await morning.press("ctrl+t")
    assert morning.at(WhoAsks), morning.seen
    await morning.press("0")
    dialog = morning.app.screen
    assert isinstance(dialog, Tell), morning.seen
    said = dialog._text.plain
    assert morning.reference in said
    for name in arrival["unsaid"]:
        assert name not in said
    await morning.press("escape")
    await morning.to_the_board()


@kind("brings_a_paper")
async def brings_a_paper(morning: Morning, arrival: Arrival) -> None:
    """The representative is back with a new letter of authority; its day is noted."""
    await morning.case_of(arrival["case"])
    await morning.deed("people")
    assert morning.at(CasePeople), morning.seen
    await morning.press("2")
    assert morning.at(PaperOf), morning.seen
    await morning.fill(basis_valid_to=arrival["valid_to"], basis_copied=True)
    await morning.press("ctrl+s")
    assert any(one.basis_copied for one in morning.file.parties), morning.seen
    await morning.to_the_board()
