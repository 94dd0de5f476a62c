"""What the documents say is so: links, pictures, keys, commands, paths, and both languages."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from desk.cli.app import command
from desk.i18n import _, use
from screens.keys import SCOPES, Key, spoken, table
from screens.rooms import ROOMS
from tests import documents
from tests.processes import ROOT
from tools import imports_picture, pictures

PAGES = documents.documents()
GUIDES = documents.guides()
TWINS = documents.twins()
BASIC = {"Enter", "Esc", "Tab", "Space", "Del", "PgUp", "PgDn", *"↑↓←→", *"0123456789"}
"""Keys that lists and fields have by themselves."""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def every_key() -> list[Key]:
    return [key for scope in SCOPES for key in table(scope)]


def every_command(found: Any, path: str = "desk") -> list[str]:
    below = getattr(found, "commands", {})
    return [path, *(each for n, c in below.items() for each in every_command(c, f"{path} {n}"))]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    lost = []
    for target in documents.LINK.findall(documents.FENCE.sub("\n", documents.text_of(path))):
        if re.match(r"https?://|mailto:", target):
            continue
        place, _sign, anchor = target.partition("#")
        page = (path.parent / place).resolve() if place else path
        if not page.exists() or (anchor and anchor not in documents.anchors(page)):
            lost.append(target)
    assert lost == []


def test_every_picture_is_shown_and_made_by_the_command() -> None:
    folder = ROOT / "docs" / "pictures"
    there = {path.name for path in folder.iterdir()}
    made = {*pictures.names(), imports_picture.NAME}
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for _words, target in documents.PICTURE.findall(documents.text_of(page))
    }
    assert there == made
    assert {path.name for path in shown if path.parent == folder} == there


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_picture_is_described(path: Path) -> None:
    found = documents.PICTURE.findall(documents.text_of(path))
    assert [target for words, target in found if len(words) < 4] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_command_and_its_options_exist(path: Path) -> None:
    found = list(documents.commands_named(documents.text_of(path)))
    wrong = [(words, why) for words in found if (why := documents.wrong_in(words, command()))]
    assert wrong == []


def test_a_command_that_is_not_there_is_found() -> None:
    text = "\n\n    desk --staff 1 letter burn A --json\n    desk restore --yes F --lang en\n\n"
    named = list(documents.commands_named(text + "`.venv/bin/desk verify --deep`"))
    why = [documents.wrong_in(words, command()) for words in named]
    assert why == ["there is no 'burn' below 'letter'", "", "'verify' has no --deep"]


def test_every_group_of_commands_is_named() -> None:
    """Whoever reads the documents meets every group and every command of the first level."""
    named = {
        words[0]
        for path in GUIDES
        for words in documents.commands_named(documents.text_of(path))
        if words and documents.language_of(path) == "en"
    }
    assert set(getattr(command(), "commands", {})) - named == set()


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_every_key_is_the_one_on_the_screen(path: Path) -> None:
    use(documents.language_of(path))
    known = {(spoken(each), _(key.word)) for key in every_key() for each in key.all_keys}
    keys = {key for key, _word in known} | BASIC
    menus = {
        "Ctrl+P": {_(key.word) for key in every_key()},
        "Ctrl+N": {_(key.word) for key in table("case")},
        "Ctrl+/": {_(key.word) for key in every_key() if not key.keys},
    }
    wrong = [
        named
        for named in documents.keys_named(path)
        if named.key not in keys
        or (named.in_menu and named.word not in menus.get(named.key, ()))
        or (named.word and not named.in_menu and (named.key, named.word) not in known)
    ]
    assert wrong == []
    assert documents.keys_loose(path) == []


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_a_key_that_changed_is_found(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_text("**Ctrl+E 咨询** **F2** Ctrl+Q **Ctrl+P › Nowhere**\n", encoding="utf-8")
    use(documents.language_of(path))
    assert [each.word for each in documents.keys_named(copy)] == ["咨询", "", "Nowhere"]
    assert documents.keys_loose(copy) == ["Ctrl+Q"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_room_is_explained_to_somebody(language: str) -> None:
    use(language)
    said = "".join(
        documents.text_of(path) for path in GUIDES if documents.language_of(path) == language
    ).lower()
    assert [room.title for room in ROOMS.values() if _(room.title).lower() not in said] == []


@pytest.mark.parametrize(("english", "chinese"), TWINS, ids=lambda path: name_of(path))
def test_both_languages_say_the_same(english: Path, chinese: Path) -> None:
    """The same headings, keys, commands and pictures stand in both, each in its own words."""
    texts = [documents.text_of(path) for path in (english, chinese)]
    marks = [
        [found[0] for found in documents.HEADING.findall(documents.FENCE.sub("\n", text))]
        for text in texts
    ]
    assert marks[0] == marks[1]
    shown = [
        [re.sub(r"(?:-en|\.en)(?=[-.])", "", Path(target).name) for _w, target in found]
        for found in map(documents.PICTURE.findall, texts)
    ]
    assert Counter(shown[0]) == Counter(shown[1])
    keys = [{each.key for each in documents.keys_named(path)} for path in (english, chinese)]
    assert keys[0] ^ keys[1] == set()
    lines = [
        Counter(documents.path_in(words, command()) for words in documents.commands_named(text))
        for text in texts
    ]
    assert lines[0] == lines[1]


def test_every_guide_has_a_twin_and_stands_in_the_index() -> None:
    index = documents.text_of(ROOT / "docs" / "README.md")
    names = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert [name for name in sorted(names) if f"({name})" not in index] == []
    assert {english.stem for english, _c in TWINS} >= {*documents.GUIDES, "architecture"}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_path_and_target_exists(path: Path) -> None:
    text = documents.text_of(path)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    spoken_of = documents.CODE.findall(documents.FENCE.sub("\n", text))
    made = [words.split()[1] for words in spoken_of if re.match(r"make [a-z-]+", words)]
    assert [target for target in made if target not in targets] == []
    places = [
        place
        for words in spoken_of
        for place in re.findall(
            r"(?:^|\s)((?:desk|db|screens|templates|tests|tools|docs|bench|soak)/[^\s,;:]+)", words
        )
    ]
    patterns = "*<{…"
    lost = [place for place in places if not any(sign in place for sign in patterns)]
    assert [place for place in lost if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("path", ["architecture.md", "architecture.zh-CN.md"])
def test_the_architecture_names_every_contract(path: str) -> None:
    text = documents.text_of(ROOT / "docs" / path)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]
    assert [name for name in names if name not in text] == []


def test_the_picture_of_the_imports_is_that_of_the_imports() -> None:
    """After a new folder or a new arrow: python tools/imports_picture.py write"""
    assert imports_picture.stale() == []
