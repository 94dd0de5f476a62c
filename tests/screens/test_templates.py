"""The templates of the house, by keys: copied out, checked, put in force, taken back."""

from pathlib import Path

from textual.pilot import Pilot

from desk.services import site_templates
from desk.services.base import Desk
from desk.staff.model import actor_of
from screens.templates.screen import TemplatesScreen
from tests.screens.hall import Hall, a_hall, settle, sign_in

SLIP = "acknowledgement.zh_CN.md.j2"


async def at_templates(pilot: Pilot[None], staff: str = "2001") -> TemplatesScreen:
    """The room, reached by the palette, with the slip of the counter marked."""
    await sign_in(pilot, staff)
    await pilot.press("ctrl+p")
    await settle(pilot)
    await pilot.press(*"templates", "enter")
    await settle(pilot)
    room = pilot.app.screen
    assert isinstance(room, TemplatesScreen)
    names = [line.state.name for line in room._list.rows]
    room._list.cursor = names.index(SLIP)
    await settle(pilot)
    return room


def in_force(desk: Desk, hall: Hall) -> site_templates.TemplateState:
    found = site_templates.templates(desk, actor_of(hall.lead))
    return next(one for one in found if one.name == SLIP)


async def test_a_template_is_copied_mended_put_in_force_and_taken_back(tmp_path: Path) -> None:
    hall = a_hall()
    app = hall.app(templates=tmp_path / "templates", papers=tmp_path / "letters")
    async with app.run_test(size=(80, 24)) as pilot:
        room = await at_templates(pilot)
        await pilot.press("ctrl+d")
        await settle(pilot)
        path = tmp_path / "templates" / SLIP
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("facts.responder ", "facts.answerer "), encoding="utf-8")
        await pilot.press("f5")
        await settle(pilot)
        assert room.line is not None
        assert room.line.differs
        await pilot.press("enter")
        await settle(pilot)
        assert "“answerer”" in room._about.plain
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert not in_force(hall.desk, hall).own
        # What is wrong stays to be read; nothing goes on as if it were still being checked.
        assert "“answerer”" in room._about.plain

        path.write_text(text.replace("您", "尊敬的客户，您", 1), encoding="utf-8")
        await pilot.press("ctrl+k")
        await settle(pilot)
        assert list((tmp_path / "passing").glob("*/*.pdf"))
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert in_force(hall.desk, hall).own
        await pilot.press("ctrl+x")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        state = in_force(hall.desk, hall)
        assert (state.own, state.version) == (False, 2)


async def test_a_clerk_needs_a_lead_to_put_one_in_force(tmp_path: Path) -> None:
    hall = a_hall()
    async with hall.app(templates=tmp_path).run_test(size=(120, 36)) as pilot:
        room = await at_templates(pilot, "1001")
        await pilot.press("ctrl+d")
        await settle(pilot)
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert pilot.app.screen is not room
        await pilot.press("escape")
        await settle(pilot)
        assert not in_force(hall.desk, hall).own


async def test_what_has_no_meaning_for_the_marked_one_is_not_offered(tmp_path: Path) -> None:
    hall = a_hall()
    async with hall.app(templates=tmp_path).run_test(size=(80, 24)) as pilot:
        room = await at_templates(pilot)
        offered = [
            name for name in ("copy", "check", "adopt", "back") if room.check_action(name, ())
        ]
        assert offered == ["copy"]
        for key in ("ctrl+y", "ctrl+x", "enter"):
            await pilot.press(key)
            await settle(pilot)
        assert pilot.app.screen is room
        assert not in_force(hall.desk, hall).version
