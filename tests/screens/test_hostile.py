"""Hostile text in every row of a counter's morning: each dialog of the case and the board opens."""

from dataclasses import replace

from textual.pilot import Pilot

from desk.case import Case, Party
from desk.enums import Basis, HallEventKind, PartyRole, Role
from desk.ids import new_id
from desk.ports import Entity
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.dialogs.key_menu import KeyMenu
from screens.keys import table
from tests.builders_counter import (
    a_blank_form,
    a_case_link,
    a_concern,
    a_content,
    a_hall_event,
    a_paper,
    a_record_confirmation,
    a_report_ahead,
    a_signatory,
    a_supplement,
    an_amendment,
    an_attachment,
    an_external,
)
from tests.screens.a_case import enter, register, text_of
from tests.screens.hall import Hall, a_hall, put, settle
from tests.screens.window import rows

HOSTILE = (
    "[@click=app.quit]退[/] [/foo] [bold {{ 7*7 }} <b> $x$ #set"
    " 😀👨‍👩‍👧 𠮷 \u202e倒写 \x1b[31m红\x07 \x1b]0;题\x07 \x9b31m \u2066隔"
)
HOSTILE_AND_LONG = HOSTILE + "长" * 10_000
OTHER_ROOMS = frozenset(
    {"quit", "lock", "discard", "save", "back", "palette", "help", "more_deeds"}
)


def hall_full_of(text: str) -> tuple[Hall, str]:
    """A case in which every newer row holds the text, put into the book as it is."""
    hall = a_hall()
    register(hall)
    reference = register(hall, text[:4000], matters=(text[:900],))
    case = next(one for one in rows(hall, Case) if one.reference == reference)
    clerk, other = hall.clerk.id, next(c for c in rows(hall, Case) if c.id != case.id)
    content = a_content()
    raw: list[Entity] = [
        *(a_signatory(case.id, n, name=text, phone=text, address=text) for n in (1, 2)),
        replace(a_concern(case.id, hall.other.id, clerk), note=text),
        a_hall_event(clerk, note=text, who=text, done=text, kind=HallEventKind.MEDIA),
        a_hall_event(clerk, note=text, case_id=case.id),
        a_report_ahead(clerk, case_id=case.id, person=text, number=text),
        an_external(case.id, clerk, number=text),
        a_record_confirmation(case.id, clerk, reason=text),
        replace(a_supplement(case.id, clerk), text=text),
        replace(an_amendment(case.id, clerk), old=text, new=text, reason=text),
        replace(a_case_link(case.id, other.id, clerk), note=text),
        a_paper(case.id, clerk, name=text, note=text),
        content,
        replace(an_attachment(case.id, clerk), name=text, note=text, sha256=content.sha256),
        a_blank_form(clerk, reason=text),
        Party(
            id=new_id(),
            case_id=case.id,
            role=PartyRole.REPRESENTATIVE,
            name=text,
            phone=text,
            basis=text,
            basis_kind=Basis.LETTER_OF_AUTHORITY,
        ),
    ]
    put(hall, *raw)
    return hall, reference


async def every_deed(pilot: Pilot[None], scope: str) -> set[str]:
    """Open what each key of a room opens, look, and close it again; the names of what opened."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    room, opened = app.room, set()
    assert room is not None
    for key in table(scope):
        name = key.action.partition("(")[0]
        if name in OTHER_ROOMS or room.check_action(name, ()) is not True:
            continue
        await app.run_action(key.action, room)
        await settle(pilot)
        shown = text_of(pilot)
        assert not {"\x1b", "\x9b", "\u202e", "\u2066", "\x07"} & set(shown), key.id
        if app.screen is not room:
            opened.add(key.id)
        for _press in range(4):
            if app.screen is room:
                break
            await pilot.press("escape")
            await settle(pilot)
        if app.room is not room:
            app.go(scope, room.subject)
            await settle(pilot)
        assert app.screen is room, key.id
    return opened


async def test_every_dialog_of_a_case_stands_it() -> None:
    hall, reference = hall_full_of(HOSTILE_AND_LONG)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        opened = await every_deed(pilot, "case")
        wanted = {"joint", "people", "handed_in", "files", "record", "beyond", "amend", "link"}
        assert {f"case.{name}" for name in wanted} <= opened


async def test_every_list_of_the_board_stands_it() -> None:
    hall, _reference = hall_full_of(HOSTILE)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await settle(pilot)
        app.actor = replace(actor_of(hall.lead), role=Role.LEAD)
        app.go("board")
        await settle(pilot)
        opened = await every_deed(pilot, "board")
        assert {"board.shift", "board.blanks", "board.alarms"} <= opened
        for action in ("hall", "media"):
            await app.run_action(action)
            await settle(pilot)
            assert "\x1b" not in text_of(pilot)
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("ctrl+underscore")
        assert isinstance(app.screen, KeyMenu)
