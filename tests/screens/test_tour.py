"""The tour: each step is done by the keys it names, seen by what became of it, and left at will."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from textual.pilot import Pilot

from db.samples import make_demo
from desk import i18n
from desk.tour import KEY, TYPED, Progress, TourNotes, steps
from screens.app import DeskApp
from screens.dialogs.help import Help
from screens.dialogs.palette import Palette
from screens.dialogs.pick import Pick
from screens.tour.coach import Coach, said
from screens.tour.guide import Guide
from screens.tour.seen import LASTING, SEEN
from screens.widgets.field import ClerkInput
from tests.screens.hall import Hall, a_hall, settle, sign_in
from tests.screens.test_looks import Compare, same
from tests.screens.tour_player import HIGHEST, IDS, guide_of, play

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
PLAIN = {"enter", "escape", "tab", "shift+tab", "ctrl+u", "f5", "1", "2", "4"}
"""Keys of fields, lists and dialogs, which no table names."""


async def test_the_whole_tour_by_the_keys_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.staff.pin._hasher", PasswordHasher(1, 8, 1))
    desk = make_demo(tmp_path / "desk.db", now=NOON, past=0)
    await play(desk, tmp_path / "letters", "zh_CN")
    desk.store.close()


# -- what it tells ---------------------------------------------------------------------------


def test_both_languages_press_the_same_keys_and_type_as_often() -> None:
    for chinese, english in zip(*(steps(language) for language in i18n.LANGUAGES), strict=True):
        assert chinese.id == english.id
        for one in (chinese, english):
            assert {"{", "}"}.isdisjoint("".join(text for kind, text in one.pieces))
        keys = [[p.text for p in one.pieces if p.kind == KEY] for one in (chinese, english)]
        assert keys[0] == keys[1], chinese.id
        typed = [sum(p.kind == TYPED for p in one.pieces) for one in (chinese, english)]
        assert typed[0] == typed[1], chinese.id


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_key_is_in_a_table_or_plain_and_every_step_fits(language: str) -> None:
    for step in steps(language):
        named = {piece.text for piece in step.pieces if piece.kind == KEY}
        assert named <= {*IDS, *PLAIN}, step.id
        assert all(IDS[name].keys for name in named & set(IDS)), step.id
        assert len(said(step).wrap(76)) <= HIGHEST - 2, step.id


def test_every_step_is_waited_for() -> None:
    names = [step.id for step in steps("en")]
    assert names == list(SEEN)
    assert set(names) >= LASTING


async def at_the_door(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await look(pilot)
    for field in pilot.app.screen.query(ClerkInput):
        field.cursor_blink = False


def test_looks(snap_compare: Compare) -> None:
    """The coach stands above the line of keys and leaves the sign-in whole; keys are in brackets,
    what to type is underlined.
    """
    notes = TourNotes()
    notes.write(Progress())
    assert same(snap_compare, made_up().app(tour=lambda: notes), at_the_door, (80, 24))


# -- where it runs, and where it is left -----------------------------------------------------


def real() -> Hall:
    hall = a_hall()
    branch = replace(hall.desk.branch, invented=False)
    with hall.desk.store.act("test.rows", staff_id="", at=hall.clock.now()) as act:
        act.put(branch)
        act.commit()
    hall.desk = replace(hall.desk, branch=branch)
    return hall


def made_up() -> Hall:
    hall = a_hall(cases=3)
    assert hall.desk.branch.invented
    return hall


def coaches(pilot: Pilot[None]) -> int:
    return len(pilot.app.screen.query(Coach))


async def look(pilot: Pilot[None]) -> Guide:
    guide = guide_of(pilot)
    guide.look()
    await settle(pilot)
    return guide


async def test_a_real_branch_has_no_tour() -> None:
    hall, notes = real(), TourNotes()
    notes.write(Progress())
    async with hall.app(tour=lambda: notes).run_test() as pilot:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        assert app.guide is None
        assert not coaches(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        palette = app.screen
        assert isinstance(palette, Palette)
        [tour] = [deed for deed in palette._deeds if deed.run == "tour"]
        assert "desk demo" in tour.why


async def test_it_waits_until_it_is_asked_for_and_stands_before_dialogs_too() -> None:
    async with made_up().app().run_test() as pilot:
        await sign_in(pilot)
        assert not coaches(pilot)
        await pilot.app.run_action("tour")
        await look(pilot)
        assert coaches(pilot) == 1
        await pilot.press("ctrl+f")
        await look(pilot)
        assert coaches(pilot) == 1
        await pilot.press("escape", "f2")
        guide = await look(pilot)
        assert coaches(pilot) == 1
        assert guide.step.id == "who"


async def test_it_is_left_at_a_step_and_taken_up_there_by_the_next_program(tmp_path: Path) -> None:
    hall = made_up()
    notes = TourNotes(tmp_path)
    notes.write(Progress())
    async with hall.app(tour=lambda: TourNotes(tmp_path)).run_test() as pilot:
        await sign_in(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert (await look(pilot)).step.id == "who"
        await pilot.app.run_action("tour")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Pick)
        await pilot.press("5")
        await settle(pilot)
        assert not coaches(pilot)
    assert TourNotes(tmp_path).read() == Progress("who", "", left=True)
    async with hall.app(tour=lambda: TourNotes(tmp_path)).run_test() as pilot:
        await sign_in(pilot)
        assert not coaches(pilot)
        await pilot.app.run_action("tour")
        await settle(pilot)
        await pilot.press("1")
        assert (await look(pilot)).step.id == "who"
        assert coaches(pilot) == 1


async def test_a_step_is_skipped_or_done_again_and_the_tour_begins_anew() -> None:
    async with made_up().app().run_test() as pilot:
        await sign_in(pilot)
        await pilot.app.run_action("tour")
        assert (await look(pilot)).step.id == "new_case"
        for digit, step in (("2", "who"), ("2", "words"), ("3", "who"), ("4", "new_case")):
            await pilot.app.run_action("tour")
            await settle(pilot)
            await pilot.press(digit)
            assert (await look(pilot)).step.id == step


async def test_help_leads_to_it() -> None:
    async with made_up().app().run_test() as pilot:
        await sign_in(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Help)
        await pilot.press("f5")
        await settle(pilot)
        assert type(pilot.app.screen).__name__ == "BoardScreen"
        assert (await look(pilot)).running


def test_notes_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    assert TourNotes(tmp_path).read() is None
    for broken in (b"{", b"[]", b'{"step": 1}', b"\xff"):
        (tmp_path / "tour.json").write_bytes(broken)
        assert TourNotes(tmp_path).read() is None
    TourNotes(tmp_path).write(Progress("who", "HD01-1", left=True))
    assert TourNotes(tmp_path).read() == Progress("who", "HD01-1", left=True)
