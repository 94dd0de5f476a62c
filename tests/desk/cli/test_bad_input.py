"""What is wrong with an input is told, nothing is written, and nothing a customer says breaks."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desk.text import clean
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, PIN, Prompt

HOSTILE = [
    "[bold]粗[/bold] [/foo] [@click=app.quit]点[/]",
    "{{ 7*7 }} {% for x in y %} {# #}",
    '#set page(fill: red) $x^2$ #import "a" @preview/x',
    "'; DROP TABLE cases; -- \" OR 1=1",
    "<script>alert(1)</script> &amp; <b>",
    "**粗** _斜_ `码` # 题 > 引 | 表 | ~~删~~ ![图](x)",
    "\x1b[2J\x1b]0;题\x07\x00\u202e反\u202c\u2066隔\u2069",
    "👩‍👩‍👧‍👦 🏳️‍🌈 ☎️",
    "𬱖䶮㛃喆犇 ཨོཾ ئۇيغۇر ᠮᠣᠩᠭᠣᠯ ꆈꌠ",
    "王·买买提·艾力",
    "a" * 200,
    "NULL None null -- \\0 %s %n {} $HOME `id`",
]


def rows(prompt: Prompt) -> int:
    """Journal entries in the book."""
    with closing(sqlite3.connect(prompt.home / "desk.db")) as book:
        count: int = book.execute("SELECT count(*) FROM journal").fetchone()[0]
    return count


REFUSED: list[tuple[Any, str]] = [
    (b"", ""),
    (b"{", ""),
    (b"\xff\xfe{\x00", ""),
    ("[]", ""),
    ({**A_CASE, "extra": 1}, "extra"),
    ({**A_CASE, "topic": "nix"}, "topic"),
    ({**A_CASE, "narrative": " \u3000\n\t"}, "narrative"),
    ({**A_CASE, "narrative": "长" * 20_001}, "narrative"),
    ({**A_CASE, "points": []}, "points"),
    ({**A_CASE, "points": [{"kind": "request", "matter": "  "}]}, "points.0.matter"),
    ({**A_CASE, "customer": {"name": " "}}, "customer.name"),
    ({**A_CASE, "customer": None}, "customer.name"),
    ({**A_CASE, "customer": None, "customer_id": "nobody"}, "customer_id"),
    ({**A_CASE, "received_at": "2026-12-24T10:00"}, "received_at"),
    ({**A_CASE, "received_at": "2026-11-20T10:00"}, "backdated_reason"),
    ({**A_CASE, "expected_by": "2026-11-01"}, "expected_by"),
    ({**A_CASE, "expected_by": "2026-02-30"}, "expected_by"),
    ({**A_CASE, "parties": [{"role": "representative", "name": "柳"}]}, "parties.0.basis"),
]


@pytest.mark.parametrize(("data", "field"), REFUSED)
def test_a_wrong_registration_is_refused_and_nothing_is_written(
    prompt: Prompt, data: Any, field: str
) -> None:
    before = rows(prompt)
    refused = prompt.refused("--staff", CLERK, "case", "register", data=data)
    assert refused["field"] == field
    assert rows(prompt) == before
    assert prompt.ok("--staff", CLERK, "case", "list") == []


@pytest.mark.parametrize("said", HOSTILE)
def test_whatever_a_customer_is_called_or_says_is_kept_and_shown_literally(
    prompt: Prompt, said: str
) -> None:
    kept = clean(said)
    case = {
        **A_CASE,
        "narrative": said,
        "points": [{"kind": "request", "matter": said}],
        "customer": {**A_CASE["customer"], "name": said, "address": said},
    }
    reference = prompt.ok("--staff", CLERK, "case", "register", data=case)["reference"]
    shown = prompt.ok("--staff", CLERK, "case", "show", reference)
    assert shown["case"]["narrative"] == kept.strip()
    assert shown["points"][0]["matter"] == kept.strip()
    assert shown["parties"][0]["name"] == kept.strip()
    words = prompt.run("--staff", CLERK, "case", "show", reference)
    assert words.code == 0
    assert kept.strip() in words.out
    assert "\x1b" not in words.out
    found = prompt.ok("--staff", CLERK, "find", said)
    assert reference in [row["reference"] for row in found]
    for command in (("case", "list"), ("find", said), ("customer", "find", said)):
        assert prompt.run("--staff", CLERK, *command).code == 0


def test_the_same_request_is_kept_once(prompt: Prompt) -> None:
    words = ("--staff", CLERK, "case", "register", "--request-id", "r-1")
    first = prompt.ok(*words, data=A_CASE)
    before = rows(prompt)
    again = prompt.ok(*words, data={**A_CASE, "narrative": "另一件事"})
    assert again["reference"] == first["reference"]
    assert again["repeated"] is True
    assert rows(prompt) == before


def test_a_byte_order_mark_before_the_json_does_no_harm(prompt: Prompt) -> None:
    import json

    raw = b"\xef\xbb\xbf" + json.dumps(A_CASE, ensure_ascii=False).encode()
    assert prompt.ok("--staff", CLERK, "case", "register", data=raw)["reference"]
    wide = b"\xff\xfe" + json.dumps(A_CASE, ensure_ascii=False).encode("utf-16-le")
    assert prompt.ok("--staff", CLERK, "case", "register", data=wide)["reference"]


def test_a_file_does_what_standard_input_does(prompt: Prompt, tmp_path: Path) -> None:
    import json

    path = tmp_path / "工单.json"
    path.write_text(json.dumps(A_CASE, ensure_ascii=False), encoding="utf-8-sig")
    assert prompt.ok("--staff", CLERK, "case", "register", "--file", str(path))["reference"]
    refused = prompt.refused("--staff", CLERK, "case", "register", "--file", str(tmp_path / "no"))
    assert refused["field"] == "file"


def test_a_missing_pin_is_told_with_the_way_out(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK_PIN")
    refused = prompt.refused("--staff", CLERK, "case", "list")
    assert (refused["field"], refused["code"]) == ("pin", "pin_missing")
    assert "DESK_PIN" in refused["hint"]


def test_a_wrong_pin_makes_wait(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PIN", "000000")
    codes = [prompt.refused("--staff", CLERK, "case", "list")["code"] for _ in range(7)]
    assert codes[0] == "wrong_pin"
    assert codes[-1] == "locked"
    monkeypatch.setenv("DESK_PIN", PIN)
    assert prompt.refused("--staff", CLERK, "case", "list")["code"] == "locked"
    prompt.clock.move(minutes=20)
    assert prompt.ok("--staff", CLERK, "case", "list") == []


def test_nobody_learns_which_numbers_exist(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PIN", "000000")
    unknown = prompt.refused("--staff", "7777", "case", "list")
    assert unknown == prompt.refused("--staff", CLERK, "case", "list")


def test_nobody_says_who_acts(prompt: Prompt) -> None:
    answer = prompt.run("case", "list")
    assert answer.code == 2
    assert "--staff" in answer.err
    assert answer.out == ""


def test_a_case_that_is_not_there(prompt: Prompt) -> None:
    for words in (("show",), ("stands",), ("close",), ("point", "add")):
        more = ["--kind", "request", "--matter", "校表"] if words[0] == "point" else []
        command = ("--staff", CLERK, "case", *words, "HD01-20261123-0099", *more)
        assert prompt.refused(*command)["code"] == "no_such_case"


def test_a_clerk_may_not_do_what_is_for_the_manager(prompt: Prompt, tmp_path: Path) -> None:
    for words in (
        ("staff", "add", "1003", "--name", "某人"),
        ("staff", "disable", LEAD),
        ("staff", "reset-pin", LEAD),
        ("backup", "-o", str(tmp_path / "copy.db")),
    ):
        assert prompt.refused("--staff", CLERK, *words)["code"] == "not_allowed"
    assert not (tmp_path / "copy.db").exists()


def test_no_book_is_told_with_the_way_to_one(empty: Prompt) -> None:
    refused = empty.refused("--staff", CLERK, "case", "list")
    assert refused["code"] in ("no_book", "no_folder")
    assert not empty.home.exists()


def test_a_file_that_is_no_book_is_left_alone(empty: Prompt) -> None:
    empty.home.mkdir()
    book = empty.home / "desk.db"
    book.write_bytes(b"no book at all, but long enough to be read as one" * 40)
    before = book.read_bytes()
    answer = empty.run("--staff", CLERK, "case", "list", "--json")
    assert answer.code == 3
    assert answer.json["fault"]
    assert book.read_bytes() == before


def test_a_newer_book_is_left_alone(prompt: Prompt) -> None:
    with closing(sqlite3.connect(prompt.home / "desk.db")) as book:
        book.execute("PRAGMA user_version = 999")
    refused = prompt.refused("--staff", CLERK, "case", "list")
    assert refused["code"] == "newer_book"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("case", "nix"),
        ("nix",),
        ("case", "show"),
        ("case", "show", "a", "b"),
        ("case", "list", "--view", "nix"),
        ("case", "list", "--limit", "0"),
        ("case", "list", "--limit", "201"),
        ("case", "point", "answer", "REF", "x"),
        ("case", "list", "--nix"),
        ("case", "list", "--view"),
        ("schema", "nix"),
        ("playbook", "list", "nix"),
        ("handover", "accept", "REF", "--phone", "1"),
        ("letter", "print", "X", "--printer", "a", "--to-folder", "b"),
    ],
)
def test_wrong_usage_is_told_in_words(
    prompt: Prompt, words: tuple[str, ...], language: str
) -> None:
    from desk.i18n import use

    use(language)
    answer = prompt.run("--staff", CLERK, *words)
    assert answer.code == 2
    assert answer.out == ""
    chinese = any("\u4e00" <= char <= "\u9fff" for char in answer.err)
    assert chinese is (language == "zh_CN")
    assert "Traceback" not in answer.err
