"""The table of keys: no clash, no dead key, words and an action behind each."""

import pkgutil
from collections import Counter

import pytest

from desk.i18n import say
from screens import keys
from screens.app import DeskApp
from screens.base import DeskDialog
from screens.dialogs.find import Find
from screens.dialogs.help import help_text
from screens.first.start import FirstStart
from screens.keys import DEAD, SCOPES, TAKEN_BY_TERMINALS, spoken, table
from screens.rooms import ROOMS
from screens.sign_in.screen import SignIn

ROOM_SCOPES = [scope for scope in SCOPES if scope not in ("everywhere", "dialog", "find", "first")]
OWNERS: dict[str, type[object]] = {
    "everywhere": DeskApp,
    "sign_in": SignIn,
    "first": FirstStart,
    "dialog": DeskDialog,
    "find": Find,
}
"""Whose actions the keys of a table do that is no room's."""
ALL = [(scope, key) for scope in SCOPES for key in table(scope)]


def test_every_table_is_named() -> None:
    modules = {module.name for module in pkgutil.iter_modules(keys.__path__)}
    assert modules == set(SCOPES)


@pytest.mark.parametrize("scope", SCOPES)
def test_no_key_stands_twice_in_a_table(scope: str) -> None:
    counted = Counter(name for key in table(scope) for name in key.all_keys)
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("scope", ROOM_SCOPES)
def test_no_room_takes_a_key_that_works_everywhere(scope: str) -> None:
    everywhere = {name for key in table("everywhere") for name in key.all_keys}
    here = {name for key in table(scope) for name in key.all_keys}
    assert here & everywhere == set()


def test_ids_are_unique() -> None:
    counted = Counter(key.id for _scope, key in ALL)
    assert [key_id for key_id, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("scope", SCOPES)
class TestEachKey:
    """One test a table: a key is a cell of it, named where it fails."""

    def test_arrives(self, scope: str) -> None:
        assert [key.id for key in table(scope) if set(key.all_keys) & DEAD] == []

    def test_has_another_name_where_terminals_keep_it(self, scope: str) -> None:
        kept = [key for key in table(scope) if set(key.all_keys) & TAKEN_BY_TERMINALS]
        assert [key.id for key in kept if not set(key.all_keys) - TAKEN_BY_TERMINALS] == []

    def test_needs_no_letter(self, scope: str) -> None:
        """A letter never arrives while a Chinese input method is on: it is a second name only."""
        names = [(key.id, name) for key in table(scope) for name in key.keys.split(",") if name]
        assert [(key_id, name) for key_id, name in names if len(name) == 1] == []

    def test_is_explained_in_both_languages(self, scope: str) -> None:
        said = [(key, text) for key in table(scope) for text in (key.word, key.tip)]
        assert [key.id for key in table(scope) if not key.tip.endswith(".")] == []
        assert [key.id for key, text in said if say(text, "zh_CN") == text] == []
        assert [key.id for key in table(scope) if bool(spoken(key.first)) != bool(key.keys)] == []

    def test_has_an_action(self, scope: str) -> None:
        owner = OWNERS[scope] if scope in OWNERS else ROOMS[scope].load()
        names = {key.id: f"action_{key.action.partition('(')[0]}" for key in table(scope)}
        lacking = [k for k, name in names.items() if not callable(getattr(owner, name, None))]
        assert lacking == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_menu_of_a_case_has_no_word_twice(language: str) -> None:
    words = Counter(say(key.word, language) for key in table("case"))
    assert [word for word, times in words.items() if times > 1] == []


def test_keys_are_spoken_as_they_are_printed() -> None:
    said = [spoken(key) for key in ("ctrl+s", "f12", "escape", "right", "shift+tab", "a")]
    assert said == ["Ctrl+S", "F12", "Esc", "→", "Shift+Tab", "A"]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("room", ["sign_in", *ROOMS])
def test_every_room_has_its_page_of_help(room: str, language: str) -> None:
    text = help_text(ROOMS[room].load().scope if room in ROOMS else room, language)
    assert text.startswith("# ")
    assert len(text.splitlines()) > 4
