"""What each command does on the way of a case, in JSON for programs and in words for people."""

import json
import os
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from desk.i18n import use
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, PIN, Prompt

ANSWERS: list[dict[str, Any]] = [
    {
        "finding": "11月23日现场核对表号、封印和接线，未发现串户和抄错",
        "basis": "现场核实记录与采集数据",
        "conclusion": "unsubstantiated",
        "remedy": "已把核实记录交给您一份",
        "remedy_owner": "计量班",
        "remedy_done_on": "2026-11-23",
        "checks": ["site_check", "collection_data", "crossed_meters", "misreading"],
    },
    {
        "finding": "校表申请已受理，电能表送检",
        "conclusion": "granted",
        "remedy": "检定结果书面送达您本人",
        "remedy_owner": "计量班",
        "remedy_due": "2026-11-30",
    },
]


@pytest.fixture
def reference(prompt: Prompt) -> str:
    """A registered case."""
    registered: dict[str, Any] = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    return str(registered["reference"])


def clerk(prompt: Prompt, *words: object, data: object = None) -> Any:
    return prompt.ok("--staff", CLERK, *words, data=data)


def words_of(prompt: Prompt, *words: object, data: object = None) -> str:
    answer = prompt.run("--staff", CLERK, *words, data=data)
    assert answer.code == 0, answer.err + answer.out
    return answer.out


def test_registration_says_number_due_dates_and_next_step(prompt: Prompt) -> None:
    registered = clerk(prompt, "case", "register", data=A_CASE)
    assert registered["reference"] == "HD01-20261123-0001"
    assert len(registered["lookup_code"]) >= 6
    assert registered["due"] == {
        "first_contact": "2026-11-24T09:30:00+08:00",
        "reply": "2026-11-30T17:30:00+08:00",
        "ceiling": "2026-12-07T17:30:00+08:00",
    }
    said = words_of(prompt, "case", "register", data=A_CASE)
    for part in ("HD01-20261123-0002", "苏映雪", "2026年11月30日17:30", "五个工作日内书面答复"):
        assert part in said


def test_showing_a_case_masks_numbers_and_keeps_secrets(prompt: Prompt, reference: str) -> None:
    shown = prompt.run("--staff", CLERK, "case", "show", reference, "--json")
    for secret in ("13900000001", "0500000001", "pin_hash", "digests", "argon2"):
        assert secret not in shown.out
    assert shown.json["parties"][0]["phone"] == "139****0001"
    assert shown.json["parties"][0]["name"] == "柳明月"
    said = words_of(prompt, "case", "show", reference)
    assert "139****0001" in said
    assert "13900000001" not in said
    assert A_CASE["narrative"] in said


def test_lists_mask_names(prompt: Prompt, reference: str) -> None:
    for command in (("case", "list"), ("find", "柳明月"), ("customer", "find", "柳明月")):
        out = prompt.run("--staff", CLERK, *command, "--json").out
        assert "柳明月" not in out.replace(A_CASE["narrative"], "")
        assert "柳**" in out
        assert "柳**" in words_of(prompt, *command)
    [row] = clerk(prompt, "case", "list", "--view", "mine")
    assert (row["reference"], row["points"], row["answered"]) == (reference, 2, 0)
    assert clerk(prompt, "case", "list", "--view", "late") == []
    assert clerk(prompt, "case", "list", "--after", row["cursor"]) == []


def test_how_it_stands_is_fit_to_be_read_aloud(prompt: Prompt, reference: str) -> None:
    assert reference in clerk(prompt, "case", "stands", reference)["stands"]
    assert "苏映雪" in words_of(prompt, "case", "stands", reference)


def test_work_on_a_case(prompt: Prompt, reference: str) -> None:
    added = clerk(
        prompt, *("case", "point", "add", reference, "--kind", "question", "--matter", "收费吗")
    )
    assert added["position"] == 3
    assert clerk(prompt, "case", "contact", reference, "--way", "phone", "--text", "约好上门")
    contact = {"way": "message", "text": "已发短信", "at": "2026-11-23T09:10"}
    assert clerk(prompt, "case", "contact", reference, data=contact)["way"] == "message"
    promised = ("--promise", "派人看表", "--owner", "计量班", "--due", "2026-11-30")
    said = ("--way", "phone", "--text", "约好看表", *promised)
    clerk(prompt, "case", "contact", reference, *said)
    shown = clerk(prompt, "case", "show", reference)
    assert [one["text"] for one in shown["commitments"]] == ["派人看表"]
    assert clerk(prompt, "case", "remind", reference, "--text", "再催一次")["reminder"] is True
    promised = clerk(
        prompt,
        *("case", "commit", reference, "--text", "上门校表", "--owner", "计量班"),
        *("--due", "2026-11-25"),
    )
    refused = prompt.refused("--staff", CLERK, "case", "close", reference)
    assert "上门校表" in refused["refusal"]
    kept = clerk(prompt, "case", "kept", reference, promised["id"], "--evidence", "校表单")
    assert kept["kept_on"] == "2026-11-23"
    assert clerk(prompt, "case", "scope", reference, "other_post")["scope"] == "other_post"
    assert clerk(prompt, "case", "result", reference, data={"advice": ["常看用电量"]})["advice"]
    missing = [one["where"] for one in clerk(prompt, "case", "missing", reference)]
    assert missing[:3] == ["points.1", "points.2", "points.3"]
    assert len(words_of(prompt, "case", "missing", reference).splitlines()) == len(missing)


def test_a_promise_by_options_is_judged_like_json(prompt: Prompt, reference: str) -> None:
    words = ("case", "commit", reference, "--text", "上门", "--owner", "计量班", "--due")
    assert prompt.refused("--staff", CLERK, *words, "2026-02-30")["field"] == "due_on"
    assert prompt.refused("--staff", CLERK, *words, "2026-11-20")["code"] == "in_past"


def test_an_answer_grows_and_nothing_is_written_over(prompt: Prompt, reference: str) -> None:
    first = clerk(
        prompt, "case", "point", "answer", reference, 1, data={"finding": "已看过现场的表"}
    )
    grown = clerk(prompt, "case", "point", "answer", reference, 1, data={"basis": "现场记录"})
    assert (grown["finding"], grown["basis"]) == ("已看过现场的表", "现场记录")
    stale = ("case", "point", "answer", reference, 1, "--seen", first["version"])
    refused = prompt.refused("--staff", CLERK, *stale, data={"basis": "别的"})
    assert refused["code"] == "changed_meanwhile"


def test_a_case_goes_to_another_person(prompt: Prompt, reference: str) -> None:
    offer = {
        "to_staff": OTHER,
        "matter": "请现场核实",
        "told": "何远山三天内给您打电话",
        "contact_by": "2026-11-25T17:00",
    }
    assert clerk(prompt, "handover", "offer", reference, data=offer)["state"] == "offered"
    assert prompt.refused("--staff", LEAD, "handover", "accept", reference)
    declined = prompt.ok("--staff", OTHER, "handover", "decline", reference, "--reason", "休假")
    assert declined["state"] == "declined"
    clerk(prompt, "handover", "offer", reference, data=offer)
    assert clerk(prompt, "handover", "withdraw", reference, "--reason", "写错")["state"]
    clerk(prompt, "handover", "offer", reference, data=offer)
    assert prompt.ok("--staff", OTHER, "handover", "accept", reference)["state"] == "accepted"
    assert "何远山" in words_of(prompt, "case", "show", reference)


def test_an_answer_by_word_is_taken_down_by_the_giver(prompt: Prompt, reference: str) -> None:
    offer = {
        "to_name": "毕班长",
        "to_unit": "计量班",
        "to_phone": "0999-5550188",
        "matter": "请现场核实",
        "told": "计量班三天内给您打电话",
        "contact_by": "2026-11-25T17:00",
    }
    clerk(prompt, "handover", "offer", reference, data=offer)
    accepted = clerk(
        prompt,
        *("handover", "accept", reference, "--by-word", "毕班长"),
        *("--phone", "0999-5550188", "--words", "我接了"),
    )
    assert "我接了" in accepted["by_word"]


def test_a_notice_tells_everything_once(prompt: Prompt, reference: str, tmp_path: Path) -> None:
    listed = clerk(prompt, "notice", "procedures", "--topic", "metering_billing")
    assert "meter_test" in [one["id"] for one in listed]
    assert "meter_test" in words_of(prompt, "notice", "procedures")
    held = {
        "answers": {"who": "self", "tests": "few"},
        "materials": [{"material": "account_no", "state": "held"}],
    }
    make = ("notice", "make", "meter_test", "--case", reference)
    assert "校表" in words_of(prompt, *make, "--preview", data=held)
    notice = clerk(prompt, *make, data=held)
    states = {row["material_id"]: row["state"] for row in notice["rows"]}
    assert states["account_no"] == "held"
    assert states["identity"] == "missing"
    for ending in ("pdf", "txt"):
        clerk(prompt, "notice", ending, notice["number"], "-o", tmp_path / f"notice.{ending}")
    assert len(pypdfium2.PdfDocument(tmp_path / "notice.pdf")) >= 2
    assert "身份证" in (tmp_path / "notice.txt").read_text(encoding="utf-8")
    sign = ("notice", "sign", notice["number"])
    assert prompt.refused("--staff", CLERK, *sign, "--how", "refused")["refusal"]
    clerk(prompt, *sign, "--how", "refused", "--witness", OTHER)
    assert "拒" in words_of(prompt, "notice", "show", notice["number"])


@pytest.mark.parametrize(
    ("held", "field"),
    [
        ({"procedure": "refund"}, "procedure"),
        ({"answers": {"who": "nobody"}}, ""),
        ({"materials": [{"material": "no_such", "state": "held"}]}, ""),
        ({"materials": [{"material": "account_no", "state": "lost"}]}, "materials.0.state"),
    ],
)
def test_a_wrong_notice_is_refused(prompt: Prompt, held: dict[str, Any], field: str) -> None:
    make = ("--staff", CLERK, "notice", "make", "meter_test")
    refused = prompt.refused(*make, data={"customer_name": "柳明月", **held})
    assert refused["field"] == field or not field


def test_a_letter_from_draft_to_void(prompt: Prompt, reference: str, tmp_path: Path) -> None:
    for number, answer in enumerate(ANSWERS, 1):
        clerk(prompt, "case", "point", "answer", reference, number, data=answer)
    draft = clerk(prompt, "letter", "draft", reference)
    shown = clerk(prompt, "letter", "text", reference)
    edited = shown["markdown"].replace("特此答复", "专此答复")
    assert edited != shown["markdown"]
    changed = clerk(prompt, "letter", "edit", reference, data=edited.encode())
    assert changed["edited"] is True
    assert "专此答复" in words_of(prompt, "letter", "text", reference)
    clerk(prompt, "letter", "pdf", reference, "-o", tmp_path / "draft.pdf")
    clerk(prompt, "letter", "submit", reference)
    assert prompt.refused("--staff", CLERK, "letter", "approve", reference)["code"] == "not_allowed"
    returned = prompt.ok("--staff", LEAD, "letter", "return", reference, "--comment", "写短些")
    assert returned["state"] == "draft"
    assert "写短些" in returned["return_comment"]
    clerk(prompt, "letter", "submit", reference)
    [waiting] = prompt.ok("--staff", LEAD, "letter", "list", "--state", "submitted")
    assert (waiting["reference"], waiting["customer"]) == (reference, "柳**")
    prompt.ok("--staff", LEAD, "letter", "approve", reference)
    issued = prompt.ok("--staff", LEAD, "letter", "issue", reference)
    number = issued["number"]
    assert issued["id"] == draft["id"]
    assert words_of(prompt, "letter", "verify", number).strip().startswith(number)
    clerk(prompt, "letter", "txt", number, "-o", tmp_path / "letter.txt")
    assert "专此答复" in (tmp_path / "letter.txt").read_text(encoding="utf-8")
    void = prompt.ok("--staff", LEAD, "letter", "void", number, "--reason", "收件人有误")
    assert void["state"] == "void"
    again = clerk(prompt, "letter", "draft", reference)
    assert again["id"] != draft["id"]


def test_a_run_prints_what_waits(prompt: Prompt, reference: str, tmp_path: Path) -> None:
    slips = [clerk(prompt, "letter", "acknowledge", reference)["number"]]
    other = clerk(prompt, "case", "register", data=A_CASE)["reference"]
    slips.append(clerk(prompt, "letter", "acknowledge", other)["number"])
    folder = tmp_path / "printed"
    jobs = prompt.ok("--staff", LEAD, "letter", "run", "--to-folder", folder)
    assert [job["letter"] for job in jobs] == slips
    assert len(list(folder.iterdir())) == 2
    assert [one["state"] for one in prompt.ok("--staff", LEAD, "letter", "printed", *slips)] == [
        "printed",
        "printed",
    ]
    assert prompt.ok("--staff", LEAD, "letter", "run", "--to-folder", folder) == []


def test_a_printer_that_is_not_there_is_told(
    prompt: Prompt, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = clerk(prompt, "letter", "acknowledge", reference)["number"]
    monkeypatch.setenv("PATH", "")
    refused = prompt.refused("--staff", LEAD, "letter", "print", number, "--printer", "HALL")
    assert refused["field"] == "printer"


def test_lint_says_what_blocks_and_fails(prompt: Prompt, reference: str) -> None:
    clerk(prompt, "letter", "draft", reference)
    answer = prompt.run("--staff", CLERK, "letter", "lint", reference, "--json")
    assert answer.code == 1
    assert {f["field"] for f in answer.json if f["blocks"]} >= {"points.1.finding"}
    assert prompt.run("--staff", CLERK, "letter", "lint", reference).code == 1


def test_a_file_that_cannot_be_written_is_refused(
    prompt: Prompt, reference: str, tmp_path: Path
) -> None:
    clerk(prompt, "letter", "draft", reference)
    for target in (tmp_path / "none" / "a.pdf", tmp_path):
        refused = prompt.refused("--staff", CLERK, "letter", "pdf", reference, "-o", target)
        assert (refused["field"], refused["code"]) == ("output", "file_unwritable")
    assert list(tmp_path.glob("*.part")) == []


def test_customers_are_put_on_file_once(prompt: Prompt) -> None:
    form = {"name": "单于青", "phone": "13900000077", "account_no": "0500000077"}
    first = clerk(prompt, "customer", "add", data=form)
    assert clerk(prompt, "customer", "add", data=form) == first
    shown = clerk(prompt, "customer", "show", first["customer_id"])
    assert shown["phone"] == "139****0077"
    [found] = clerk(prompt, "customer", "find", "0077")
    assert found["customer_id"] == first["customer_id"]
    assert "单于青" in words_of(prompt, "customer", "show", first["customer_id"])


def test_staff_come_and_go(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    added = prompt.join("1003", "--name", "某同事")
    assert not {"pin_hash", "pins_before"} & added.keys()
    monkeypatch.setenv("DESK_NEW_PIN", "593026")
    prompt.ok("--staff", LEAD, "staff", "reset-pin", "1003")
    monkeypatch.setenv("DESK_PIN", "593026")
    assert prompt.refused("--staff", "1003", "case", "list")["code"] == "pin_given"
    assert prompt.refused("--staff", "1003", "staff", "change-pin")["code"] == "pin_again"
    monkeypatch.setenv("DESK_NEW_PIN", "718264")
    prompt.ok("--staff", "1003", "staff", "change-pin")
    monkeypatch.setenv("DESK_PIN", "718264")
    assert prompt.ok("--staff", "1003", "case", "list") == []
    monkeypatch.setenv("DESK_PIN", PIN)
    left = prompt.ok("--staff", LEAD, "staff", "disable", "1003")
    assert left == {"number": "1003", "name": "某同事", "cases": [], "tasks": [], "promises": []}
    monkeypatch.setenv("DESK_PIN", "718264")
    assert prompt.refused("--staff", "1003", "case", "list")["code"] == "wrong_pin"
    monkeypatch.setenv("DESK_PIN", PIN)
    numbers = [one["number"] for one in prompt.ok("--staff", LEAD, "staff", "list")]
    assert numbers == [CLERK, OTHER, "1003", LEAD]
    assert "某同事" in words_of(prompt, "staff", "list")
    monkeypatch.setenv("DESK_NEW_PIN", "826471")
    back = prompt.ok("--staff", LEAD, "staff", "take-back", "1003")
    assert back["active"]
    changed = prompt.ok("--staff", LEAD, "staff", "change", "1003", "--role", "lead")
    assert (changed["name"], changed["role"]) == ("某同事", "lead")


def test_a_pin_comes_through_an_open_file(
    prompt: Prompt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pin").write_text(f"{PIN}\n", encoding="utf-8")
    monkeypatch.delenv("DESK_PIN")
    monkeypatch.setattr("desk.cli.secret._read", {})
    assert prompt.refused("--staff", CLERK, "case", "list")["code"] == "pin_missing"
    monkeypatch.setenv("DESK_PIN_FD", str(os.open(tmp_path / "pin", os.O_RDONLY)))
    assert prompt.ok("--staff", CLERK, "case", "list") == []


def test_what_somebody_leaves_is_named_and_handed_on(prompt: Prompt, reference: str) -> None:
    assert prompt.ok("--staff", LEAD, "staff", "held", CLERK)["cases"] == [reference]
    said = prompt.run("--staff", LEAD, "staff", "disable", CLERK)
    assert reference in said.out
    moved = prompt.ok("--staff", LEAD, "staff", "hand-on", CLERK, "--to", OTHER)
    assert moved == {"cases": [reference]}
    chain = prompt.ok("--staff", OTHER, "case", "show", reference)["case"]
    assert chain["first_responder_id"] != chain["holder_id"]


def test_the_sealed_code_lets_the_highest_back_in_once(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = prompt.ok("--staff", LEAD, "staff", "seal")["sealed_code"]
    monkeypatch.setenv("DESK_SEALED_CODE", code.lower().replace("-", " "))
    monkeypatch.setenv("DESK_NEW_PIN", "718264")
    assert prompt.refused("staff", "open-seal", CLERK)["code"] == "not_highest"
    opened = prompt.run("staff", "open-seal", LEAD)
    assert opened.code == 0, opened.err
    assert code not in opened.out
    monkeypatch.setenv("DESK_PIN", "718264")
    assert prompt.ok("--staff", LEAD, "case", "list") == []
    monkeypatch.setenv("DESK_NEW_PIN", "593027")
    assert prompt.refused("staff", "open-seal", LEAD)["code"] == "wrong_seal"


def test_a_weak_pin_is_refused(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_NEW_PIN", "123456")
    refused = prompt.refused("--staff", LEAD, "staff", "add", "1003", "--name", "某同事")
    assert refused["code"] == "pin_weak"


def test_the_book_is_proved_and_copied(prompt: Prompt, reference: str, tmp_path: Path) -> None:
    assert clerk(prompt, "verify") == {"wrong": [], "backups": 0}
    copy = tmp_path / "copy.db"
    done = prompt.ok("--staff", LEAD, "backup", "-o", str(copy))
    assert done["rows"]["cases"] == 1
    again = Prompt(tmp_path / "again", prompt.clock)
    again.home.mkdir()
    copy.replace(again.home / "desk.db")
    assert clerk(again, "case", "show", reference)["case"]["reference"] == reference
    assert prompt.ok("--staff", LEAD, "backup", "-o", str(copy))["file"] == str(copy)
    assert prompt.refused("--staff", LEAD, "backup", "-o", str(copy))["code"] == "file_exists"


def test_a_day_is_explained(prompt: Prompt) -> None:
    holiday = clerk(prompt, "calendar", "explain", "2026-10-01")
    assert (holiday["day"], holiday["working"], holiday["open"]) == ("2026-10-01", False, [])
    assert clerk(prompt, "calendar", "explain", "今天")["working"] is True
    assert prompt.refused("--staff", CLERK, "calendar", "explain", "2026-02-30")["field"] == "day"


def test_the_playbook_is_checked(empty: Prompt, tmp_path: Path) -> None:
    assert empty.ok("playbook", "check")["problems"] == []
    assert empty.ok("playbook", "check", "--live")["unproved"]
    site = tmp_path / "site"
    site.mkdir()
    (site / "own.toml").write_text('[[limit]]\nid = "mine"\n', encoding="utf-8")
    said = empty.ok("playbook", "say", "--topic", "queueing", "--mood", "venting")
    assert {"empathy", "regret", "letter"} == {one["use"] for one in said}
    answer = empty.run("playbook", "check", site, "--json")
    assert answer.code == 1
    assert answer.json["problems"][0]["file"] == "own.toml"
    assert {one["kind"] for one in empty.ok("playbook", "list", "article")} == {"article"}


def test_suggestions_come_in_words_json_and_line_by_line(empty: Prompt) -> None:
    said = "我家上个月电费翻了一倍，你们快来校表，校表要钱吗？"
    found = empty.ok("suggest", data=said.encode())
    assert found["topics"][0]["topic"] == "metering_billing"
    assert set(found["topics"][0]) == {"topic", "score", "reasons"}
    assert found["points"]
    assert "电量突增" in empty.run("suggest", data=said.encode()).out
    lines = [json.dumps({"narrative": said}), "", '{"narrative": "停电了"}']
    answer = empty.run("suggest", "--jsonl", data="\n".join(lines).encode())
    assert answer.code == 0
    first, second = map(json.loads, answer.out.splitlines())
    assert first == found
    assert second["points"]
    wrong = empty.run("suggest", "--jsonl", data=b'{"x": 1}\n' + lines[0].encode())
    assert wrong.code == 1
    assert "refusal" in json.loads(wrong.out.splitlines()[0])
    assert json.loads(wrong.out.splitlines()[1]) == found


def test_a_refusal_is_json_for_programs_and_words_for_people(prompt: Prompt) -> None:
    for language, word in (("zh_CN", "没有"), ("en", "no case")):
        use(language)
        answer = prompt.run("--staff", CLERK, "case", "show", "HD01-20261123-0009")
        assert answer.code == 1
        assert set(answer.json) >= {"refusal", "hint", "field"}
        assert word in answer.json["refusal"]
        assert word in answer.err


def test_setting_up_twice_is_refused(prompt: Prompt) -> None:
    words = ("init", "--branch", "HD02", "--name", "别的厅", "--lead", "9002")
    assert prompt.refused(*words)["refusal"]
    assert [one["number"] for one in prompt.ok("--staff", LEAD, "staff", "list")][-1] == LEAD


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--branch", "HD 01", "--name", "厅", "--lead", "9001"), "branch"),
        (("--branch", "HD01", "--name", "厅", "--lead", "9 1"), "number"),
        (("--branch", "HD01", "--name", "厅", "--lead", "9001", "--role", "clerk"), "role"),
        (("--branch", "HD01", "--name", "厅", "--lead", "9001", "--timezone", "Mars"), "timezone"),
    ],
)
def test_a_wrong_set_up_is_refused_and_can_be_mended(
    empty: Prompt, words: tuple[str, ...], field: str
) -> None:
    assert empty.refused("init", *words)["field"] == field
    empty.set_up(another=True)


def test_a_folder_that_cannot_be_made_is_told(empty: Prompt, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    below = Prompt(tmp_path / "file" / "desk")
    words = ("init", "--branch", "HD01", "--name", "厅", "--lead", "9001")
    assert below.refused(*words)["field"] == "at"


def test_setting_up_without_a_terminal_names_what_is_missing(empty: Prompt) -> None:
    answer = empty.run("init", "--branch", "HD01")
    assert answer.code == 2
    assert "--name" in answer.err
    assert not empty.home.exists()
