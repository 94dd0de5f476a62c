"""Many people with one matter, and how a record was confirmed."""

from desk.enums import Confirmation
from desk.joint import Signatory
from screens.dialogs.confirmed import ConfirmRecord
from screens.joint.at_intake import JointIntake
from screens.joint.in_case import JointCase
from tests.morning.player import OTHER, Arrival, Morning, kind
from tests.screens.window import paste, rows

WAYS = {way.value: str(number) for number, way in enumerate(Confirmation, 1)}


@kind("joint")
async def joint(morning: Morning, arrival: Arrival) -> None:
    """A list is pasted; who stands on it twice stays in the box until the line is mended."""
    await morning.greet(arrival)
    await morning.act("intake.joint")
    dialog = morning.app.screen
    assert isinstance(dialog, JointIntake), morning.seen
    await paste(morning.pilot, "\n".join(arrival["signed"]))
    await morning.press("ctrl+s")
    if arrival.get("twice"):
        morning.shows(arrival["twice"])
        dialog.box.load_text("")
        await morning.press("tab")
    dialog.list.focus()
    await morning.press("home", *["space", "down"] * arrival["speak"])
    assert sum(one.representative for one in dialog.people()) == arrival["speak"]
    await morning.press("ctrl+s")
    await morning.write_down(arrival)
    reference = await morning.save(arrival)
    assert len(_signed(morning, reference)) == arrival["people"]
    await morning.to_the_board()


@kind("joins_late")
async def joins_late(morning: Morning, arrival: Arrival) -> None:
    """Somebody of the same staircase signs too."""
    await morning.case_of(arrival["case"])
    before = len(_signed(morning, morning.reference))
    await morning.do("joint")
    dialog = morning.app.screen
    assert isinstance(dialog, JointCase), morning.seen
    dialog.box.focus()
    await paste(morning.pilot, arrival["signed"])
    await morning.press("ctrl+s")
    await morning.press("escape")
    signed = _signed(morning, morning.reference)
    assert len(signed) == before + 1
    assert signed[-1].joined_late
    await morning.to_the_board()


@kind("confirmed")
async def confirmed(morning: Morning, arrival: Arrival) -> None:
    """Registered, and the record confirmed in one of the four ways while they still stand there."""
    await morning.take(arrival)
    await morning.press(WAYS[arrival["how"]])
    if arrival["how"] != Confirmation.SIGNED:
        assert morning.at(ConfirmRecord), morning.seen
        await morning.press("ctrl+s")
        assert morning.wrong() == ["witness"], morning.seen
        said = {name: arrival[name] for name in ("reason", "dialect") if name in arrival}
        await morning.fill(**said, **({} if "reason" in said else {"witness": OTHER}))
        await morning.press("ctrl+s")
    (kept,) = morning.file.confirmations
    assert kept.how == arrival["how"]
    await morning.to_the_board()


def _signed(morning: Morning, reference: str) -> list[Signatory]:
    (case,) = (one for one in morning.in_the_book() if one.reference == reference)
    signed = [one for one in rows(morning.hall, Signatory) if one.case_id == case.id]
    return sorted(signed, key=lambda one: one.position)
