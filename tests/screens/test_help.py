"""The pages of help: one for every room and dialog, in both languages, with keys that are there."""

import re

import pytest

from desk import i18n
from screens.dialogs.find import Find
from screens.dialogs.help import Help, help_source, help_text
from screens.dialogs.palette import Palette
from screens.dialogs.pin import OverTheShoulder
from screens.keys import SCOPES, named, table
from screens.rooms import ROOMS
from screens.widgets.flow import Flow
from tests.screens.hall import a_hall, settle, sign_in

DIALOGS = ("dialog", "find", "palette", "second_person")
ROOM_PAGES = sorted({room.load().scope for room in ROOMS.values()} | {"sign_in"})
PAGES = (*ROOM_PAGES, "first", *DIALOGS)
LITERAL = re.compile(r"Ctrl\+[A-Z/\]↑↓]|(?<![A-Z])F\d{1,2}\b")
TOKEN = re.compile(r"\{([^{}]*)\}")
OF_FIELDS = {
    "board": {"Ctrl+E"},  # narrows the lists of tasks and promises
    "intake": {"Ctrl+K"},  # cuts a point in two
    "notice": {"F5"},  # prints what was just made
    "case": {"Ctrl+A", "F5"},  # mends words; looks into the scanner's folder again
    "find": set(),
}
"""Keys of dialogs and fields, which stand in no table."""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("page", [scope for scope in SCOPES if scope != "everywhere"])
def test_every_table_of_keys_has_its_page(page: str, language: str) -> None:
    assert help_source(page, language).startswith("# ")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
class TestPage:
    """One page of help."""

    def test_names_keys_by_the_tables_alone(self, page: str, language: str) -> None:
        source = help_source(page, language)
        tokens = set(TOKEN.findall(source))
        assert tokens <= set(named())
        assert [name for name in tokens if not named()[name].all_keys] == []
        assert set(LITERAL.findall(source)) <= OF_FIELDS.get(page, set())
        assert "{" not in help_text(page, language)

    def test_names_keys_of_its_own_room_or_of_all(self, page: str, language: str) -> None:
        lead = help_source(page, language).split("\n## ")
        own = {key.id for key in table(page)} if page in SCOPES else set()
        known = own | {key.id for key in table("everywhere")} | {key.id for key in table("dialog")}
        beyond = {"intake": {"case.menu"}, "registered": {"case.menu"}}.get(page, set())
        assert set(TOKEN.findall("\n".join(lead[:3]))) <= known | beyond


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_keys(page: str) -> None:
    found = [sorted(set(TOKEN.findall(help_source(page, one)))) for one in i18n.LANGUAGES]
    assert found[0] == found[1]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("page", ROOM_PAGES)
def test_a_room_says_what_it_is_for_three_things_and_what_to_do_when_stuck(
    page: str, language: str
) -> None:
    title, *rest = help_source(page, language).splitlines()
    assert title.startswith("# ")
    assert rest[0].strip()
    assert not rest[0].startswith(("-", "#"))
    heads = [number for number, line in enumerate(rest) if line.startswith("## ")]
    most, stuck, more = heads[:3]
    assert sum(line.startswith("- ") for line in rest[most:stuck]) == 3
    assert sum(line.startswith("- ") for line in rest[stuck:more]) >= 1


async def test_the_help_of_a_dialog_stands_before_that_of_its_room() -> None:
    async with a_hall(cases=1).app().run_test() as pilot:
        await sign_in(pilot)
        for dialog, first in (
            (Find(), "# 查找"),
            (Palette(), "# 全部操作"),
            (OverTheShoulder("同意"), "# 请第二人确认"),
        ):
            await pilot.app.push_screen(dialog)
            await pilot.press("f1")
            await settle(pilot)
            assert isinstance(pilot.app.screen, Help)
            page = next(one for one in pilot.app.screen.query(Flow) if one.has_class("help-page"))
            assert page.paras[0].text == first[2:]
            await pilot.press("f1", "escape")
            await settle(pilot)
