"""The catalogue tool: every text once, in both languages, with the same names in braces."""

import gettext
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import catalogue

Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Makes a small checkout: `code` of one module, part files by name."""

    def make(code: str, **parts: str) -> Path:
        for folder in (*catalogue.SOURCES, "desk/locale/zh_CN"):
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "screens" / "board.py").write_text(code, encoding="utf-8")
        for name, text in parts.items():
            (catalogue.locale_dir(tmp_path) / f"{name}.po").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def entry(text: str, chinese: str, *flags: str) -> str:
    """One entry of a part file."""
    return "\n".join([*flags, f'msgid "{text}"', f'msgstr "{chinese}"', ""])


def test_a_complete_catalogue_has_no_problems(book: Book) -> None:
    code = (
        "from desk.i18n import N_, _ as t, ngettext, say\n"
        "t('Save {name}')\nN_('Board')\nsay('How '\n 'it stands', 'en')\n"
        "ngettext('{n} case', '{n} cases', 2)\nt(chosen)\n"
    )
    one = entry("Save {name}", "保存{name}") + "\n" + entry("Board", "工作台")
    two = entry("How it stands", "办理进度") + (
        '\nmsgid "{n} case"\nmsgid_plural "{n} cases"\nmsgstr[0] "{n}件工单"\n'
    )
    assert catalogue.problems(book(code, one=one, two=two)) == []


@pytest.mark.parametrize(
    ("code", "part", "problem"),
    [
        ("_('Save')", "", "missing: 'Save' at screens/board.py:1"),
        ("", entry("Save", "保存"), "stale: one.po: 'Save' is no longer in the code"),
        ("", '#~ msgid "Save"\n#~ msgstr "保存"\n', "stale: one.po: 'Save'"),
        ("_('Save')", entry("Save", "保存", "#, fuzzy"), "fuzzy: one.po: 'Save'"),
        ("_('Save')", entry("Save", ""), "empty: one.po: 'Save'"),
        ("_('Save')", entry("Save", " "), "empty: one.po: 'Save'"),
        (
            "_('Save {name}')",
            entry("Save {name}", "保存{nmae}"),
            "names differ: one.po: 'Save {name}' against '保存{nmae}'",
        ),
        ("_('Save')", entry("Save", "保存,完成"), "marks: one.po: '保存,完成'"),
        ("_('Save')", entry("Save", "保存(完成)"), "marks: one.po: '保存(完成)'"),
        ("_('Save')", entry("Save", "保存。。"), "marks: one.po: '保存。。'"),
        (
            "_('Save')",
            entry("Save", "保存") + "\n" + entry("Save", "存"),
            "twice: 'Save' stands in one.po and one.po",
        ),
        (
            "_('{n} case'); ngettext('{n} case', '{n} cases', 2)",
            'msgid "{n} case"\nmsgid_plural "{n} cases"\nmsgstr[0] "{n}件"\n',
            "once alone, once counted: '{n} case' at screens/board.py:1",
        ),
    ],
)
def test_each_problem_is_named(book: Book, code: str, part: str, problem: str) -> None:
    found = catalogue.problems(book(code, one=part))
    assert [line for line in found if line.startswith(problem)]


def test_a_text_in_two_parts_is_named_with_both(book: Book) -> None:
    part = entry("Save", "保存")
    found = catalogue.problems(book("_('Save')", intake=part, letter=part))
    assert found == ["twice: 'Save' stands in intake.po and letter.po"]


@pytest.mark.parametrize(
    "call",
    [
        "_(f'Save {name}')",
        "_('Save ' + name)",
        "_('Save %s' % name)",
        "_('Save {n}'.format(n=1))",
        "_('Save' if new else 'Keep')",
    ],
)
def test_a_text_put_together_before_it_is_translated_is_refused(book: Book, call: str) -> None:
    (problem,) = catalogue.problems(book(call))
    assert problem == "screens/board.py:1: _() is given a text put together, not a plain string"


def test_what_is_missing_can_be_pasted(book: Book) -> None:
    code = "_('Say \"no\"\\nto nobody')\nngettext('{n} case', '{n} cases', 2)\n"
    root = book(code)
    pasted = catalogue.missing(root)
    assert "#: screens/board.py:2" in pasted
    filled = pasted.replace('msgstr ""', 'msgstr "不"').replace('[0] ""', '[0] "{n}件"')
    assert catalogue.problems(book(code, one=filled)) == []
    assert catalogue.missing(root) == ""


def test_missing_texts_can_be_asked_for_one_folder(book: Book) -> None:
    root = book("_('Board')")
    (root / "db" / "rows.py").write_text("_('Row')")
    assert "Row" in catalogue.missing(root, ["db"])
    assert "Board" not in catalogue.missing(root, ["db", "desk"])


def test_compiled_parts_are_read_as_one(book: Book) -> None:
    one = (
        entry("Save", "保存") + "\n" + entry("Empty", "") + "\n" + entry("Guess", "猜", "#, fuzzy")
    )
    counted = '\nmsgid "{n} case"\nmsgid_plural "{n} cases"\nmsgstr[0] "{n}件"\n'
    root = book("", one=one, two=entry("Board", "工作台") + counted)
    made = catalogue.compile_catalogue(root)
    chinese = gettext.translation("desk", root / "desk" / "locale", languages=["zh_CN"])
    assert [chinese.gettext(text) for text in ("Save", "Board")] == ["保存", "工作台"]
    assert [chinese.gettext(text) for text in ("Empty", "Guess")] == ["Empty", "Guess"]
    assert {chinese.ngettext("{n} case", "{n} cases", n) for n in (0, 1, 2)} == {"{n}件"}
    assert [path.name for path in made.parent.iterdir()] == ["desk.mo"]


def test_compiling_twice_gives_the_same_bytes(book: Book) -> None:
    root = book("", one=entry("Save", "保存"), two=entry("Board", "工作台"))
    first = catalogue.compile_catalogue(root).read_bytes()
    assert catalogue.compile_catalogue(root).read_bytes() == first


@pytest.mark.parametrize(
    "broken", ['msgid "Save"\nmsgstr 保存\n', "msgid Save\n", "保存\n", 'msgid "Sa"ve"\n']
)
def test_an_unreadable_part_is_named(book: Book, broken: str) -> None:
    root = book("", fine=entry("Board", "工作台"), intake=broken)
    with pytest.raises(catalogue.CatalogueError, match=r"^intake\.po"):
        catalogue.compile_catalogue(root)
    assert not catalogue.compiled(root).exists()


def test_code_that_does_not_parse_is_named_with_its_line(book: Book) -> None:
    with pytest.raises(catalogue.CatalogueError, match=r"^screens/board\.py:2"):
        catalogue.problems(book("_('Board')\n_('Save'"))


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_any_plain_string_is_found_as_it_stands(text: str) -> None:
    found, wrong = catalogue.texts_in(f"_({text!r})", "screens/board.py")
    assert list(found) == [(text,)]
    assert wrong == []
