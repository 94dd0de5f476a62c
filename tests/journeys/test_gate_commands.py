"""No command lets a half-answered reply out, and nothing but a service changes the book."""

import ast
import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import desk.services
from desk.cli.app import command
from desk.letter.kinds import ANSWERING, APPROVED
from desk.services.base import SERVICES
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins
from tests.processes import ROOT

for _module in pkgutil.iter_modules(desk.services.__path__):
    importlib.import_module(f"desk.services.{_module.name}")

TRIED: dict[str, list[tuple[list[str], Any]]] = {
    "case close": [(["REF"], None)],
    "case contact": [(["REF", "--way", "phone", "--text", "都已办好"], None)],
    "case point add": [(["REF", "--kind", "question", "--matter", "什么时候能退"], None)],
    "case point answer": [
        (["REF", "2"], {"finding": "11月23日到现场核对了表号"}),
        (["REF", "2"], {"finding": "略", "conclusion": "granted", "remedy": "同上"}),
    ],
    "case result": [(["REF"], {"result": "已办结"})],
    "case amend": [(["REF", "address", "柳林巷8号", "--reason", "听错"], None)],
    "case annul": [(["REF", "--reason", "写错"], None)],
    "case supplement": [(["REF"], "上个月也是这样".encode())],
    "case withdraw": [(["REF"], {"words": "不追究了", "confirmation": {"how": "signed"}})],
    "case concern": [(["REF", "2001"], None)],
    "case report": [(["REF", "--to", "superior"], None)],
    "case external": [(["REF", "--source", "12345", "--number", "A7"], None)],
    "case reported-back": [(["REF", "A7", "--words", "已办结"], None)],
    "case decide": [(["REF", "--scope", "ours", "--note", "由我们办理"], None)],
    "case refer": [
        (["REF"], {"entry": "market_supervision", "called": "值班员", "said": "可以去"})
    ],
    "case referral-result": [(["REF", "已办结"], None)],
    "case scope": [(["REF", "outside_unit"], None), (["REF", "unclear"], None)],
    "case take-over": [(["REF"], None)],
    "case terminate": [
        (
            ["REF"],
            {
                "ground": "in_court",
                "basis": "法院受理通知书",
                "beyond": "要求十倍赔偿",
                "told_way": "phone",
            },
        )
    ],
    "case reopen": [(["REF"], {"facts": "找到了短信", "reason": "时间不一致"})],
    "followup card": [(["REF"], {"came": "by_post", "satisfied": True})],
    "followup record": [(["REF"], {"reached": True, "satisfied": True})],
    "incident share": [
        (["INCIDENT", "--finding", "登记的表号与现场一致"], None),
        (["INCIDENT", "--finding", "略", "--remedy", "同上", "--conclusion", "granted"], None),
    ],
    "letter acknowledge": [(["REF"], None)],
    "letter approve": [(["REF"], None)],
    "letter attempt": [(["REF", "--note", "无人应门"], None)],
    "letter receipt": [(["REF", "--rating", "satisfied"], None)],
    "letter remark": [(["REF", "1"], None)],
    "letter deliver": [(["REF", "--how", "by_hand"], None)],
    "letter card": [(["REF"], None)],
    "letter discard": [(["REF", "--reason", "不用了"], None)],
    "letter draft": [
        (["REF"], None),
        *((["REF", "--kind", kind, "--reason", "原答复有误"], None) for kind in APPROVED),
    ],
    "letter edit": [(["REF"], b"# \xe7\xad\x94\xe5\xa4\x8d\n")],
    "letter issue": [(["REF"], None)],
    "letter issue-alone": [(["REF"], None), (["REF", "--kind", "holding"], None)],
    "letter docx": [(["REF", "-o", "FILE"], None)],
    "letter pdf": [(["REF", "-o", "FILE"], None)],
    "letter issue-all": [([], None)],
    "letter copies": [(["REF", "-o", "FILE"], None)],
    "letter print": [(["REF", "--to-folder", "FOLDER"], None)],
    "letter print-as": [(["REF", "--size", "large"], None)],
    "letter printed": [(["REF"], None), (["REF", "--elsewhere", "二楼"], None)],
    "letter record": [(["REF"], None)],
    "letter return": [(["REF", "--comment", "再写一写", "--point", "1:哪一天"], None)],
    "letter run": [(["--to-folder", "FOLDER"], None)],
    "letter submit": [(["REF"], None)],
    "letter txt": [(["REF", "-o", "FILE"], None)],
    "letter void": [(["REF", "--reason", "写错"], None)],
}
"""Commands that touch a case or its letters, each with what it is tried with."""

ELSEWHERE: dict[str, str] = {
    **dict.fromkeys(
        (
            "case list",
            "case missing",
            "case show",
            "case stands",
            "find",
            "letter lint",
            "case point propose",
        ),
        "only looks",
    ),
    **dict.fromkeys(
        ("alarms list", "case chain", "case referral-slip", "notice breaches", "notice find"),
        "only looks",
    ),
    **dict.fromkeys(("letter template list", "letter template preview"), "only looks"),
    **dict.fromkeys(("letter check-templates", "letter template copy"), "writes no letter"),
    **dict.fromkeys(("letter template adopt", "letter template back"), "words later letters"),
    **dict.fromkeys(
        ("letter kinds", "letter list", "letter text", "letter verify", "verify"), "only looks"
    ),
    **dict.fromkeys(("letter waiting", "letter diff", "letter register"), "only looks"),
    **dict.fromkeys(("letter attempts", "letter receipts"), "only looks"),
    **dict.fromkeys(("notice show", "notice pdf", "notice txt", "notice procedures"), "only looks"),
    **dict.fromkeys(("customer find", "customer show", "staff list", "draft list"), "only looks"),
    "playbook tune": "only looks",
    **dict.fromkeys(
        ("playbook check", "playbook list", "playbook say", "schema", "suggest"), "opens no book"
    ),
    **dict.fromkeys(("letter runs", "letter printers", "case scanner"), "only looks"),
    **dict.fromkeys(
        ("letter resume", "letter end-run"), "works on a run, and a run takes issued letters alone"
    ),
    "manner": "opens no book",
    **dict.fromkeys(("calendar explain", "doctor"), "only looks"),
    **dict.fromkeys(
        ("notice make", "notice sign", "notice return", "notice cannot"), "a notice answers nothing"
    ),
    **dict.fromkeys(
        ("staff absence add", "staff absence end", "staff absence list", "staff delegate"),
        "tells who is there",
    ),
    **dict.fromkeys(
        ("insight today", "insight month", "insight behind", "insight indicators"), "only looks"
    ),
    **dict.fromkeys(("insight trend", "insight topics"), "only looks"),
    "insight served": "notes a number of the hall",
    "alarms seen": "touches a reminder alone",
    **dict.fromkeys(("case due", "calendar show", "day", "days"), "only looks"),
    **dict.fromkeys(
        (
            *("calendar import", "calendar add", "calendar remove", "calendar closure"),
            *("calendar hours", "calendar moves", "calendar clock"),
        ),
        "moves dates, answers nothing",
    ),
    **dict.fromkeys(
        ("case hold", "case run-on", "case extend-agree"), "moves a date, answers nothing"
    ),
    "case extend": "drafts a holding letter, which answers nothing",
    **dict.fromkeys(
        ("handover offer", "handover accept", "handover decline", "handover withdraw"),
        "changes who holds the case alone",
    ),
    **dict.fromkeys(("staff add", "staff disable", "staff reset-pin"), "touches no case"),
    **dict.fromkeys(
        ("staff change", "staff take-back", "staff seal", "staff open-seal"), "touches no case"
    ),
    "staff hand-on": "changes who holds cases, no answer and no letter",
    "staff held": "only looks",
    **dict.fromkeys(("staff change-pin", "customer add"), "touches no case"),
    **dict.fromkeys(
        (
            "case commit",
            "case kept",
            "case keep",
            "case break",
            "case agree",
            "case disagree",
            "case remind",
            "commitments",
        ),
        "stands beside the points",
    ),
    "letter seal": "touches the picture of the seal alone",
    "case identity": "only looks",
    **dict.fromkeys(
        ("case reveal", "customer reveal", "customer copy", "customer looks"),
        "only looks, and keeps the look",
    ),
    "customer import": "takes a list of customers in, touches no case",
    **dict.fromkeys(("customer imports", "customer cases"), "only looks"),
    **dict.fromkeys(("retention list", "retention due", "retention log"), "only looks"),
    **dict.fromkeys(("customer erase", "retention run"), "destroys what was said"),
    **dict.fromkeys(
        ("incident list", "incident show", "incident left", "incident likely"), "only looks"
    ),
    **dict.fromkeys(
        (
            *("incident declare", "incident update", "incident estimate", "incident script"),
            *("incident report", "incident close", "incident reopen"),
        ),
        "touches an incident, which answers no point",
    ),
    **dict.fromkeys(
        ("incident link", "incident unlink"), "says what a case belongs to, answers nothing"
    ),
    **dict.fromkeys(
        ("incident restore", "case restore-first"), "says who has power, answers nothing"
    ),
    "case large-print": "says in what size papers are printed",
    "case party list": "only looks",
    "case party add": "names more people, answers nothing",
    "case party prove": "notes a paper somebody acts by, answers nothing",
    "case digest": "only looks",
    "hall list": "only looks",
    **dict.fromkeys(
        ("hall event", "hall note", "hall report", "hall seen"),
        "tells what happens in the hall alone",
    ),
    **dict.fromkeys(
        ("case paper list", "case paper receive", "case paper return"), "touches a list of papers"
    ),
    **dict.fromkeys(("case attach", "case files", "case file"), "stands beside the record"),
    **dict.fromkeys(
        (
            "case confirm",
            "case link",
            "case unlink",
            "case move",
            "case join",
            "case represent",
            "case leave",
        ),
        "stands beside the points",
    ),
    **dict.fromkeys(
        ("case escalate", "escalations list", "escalations done"),
        "raises a case, answers no point",
    ),
    **dict.fromkeys(
        (
            f"{group} {name}"
            for group in ("task", "case task")
            for name in (
                *("add", "list", "show", "accept", "return", "done", "withdraw", "confirm"),
                *("departments", "sheet"),
            )
        ),
        "a part in the hands of a department, answers nothing",
    ),
    **dict.fromkeys(("backup", "backups keep"), "copies the book as it is"),
    "backups list": "only looks",
    "backups check": "reads a copy, shows nothing of it",
    "restore": "puts back what was in the book",
    **dict.fromkeys(
        (
            f"encryption {name}"
            for name in ("show", "on", "off", "passphrase", "recover", "sheet", "discard")
        ),
        "how the file of the book is kept, touches no case",
    ),
    "case register": "makes another case",
    "case inquire": "makes another case, which needs no letter",
    **dict.fromkeys(
        ("customer attend", "customer care", "customer end", "customer special-care"),
        "touches what is known of a customer alone",
    ),
    **dict.fromkeys(("customer doubles", "customer compare", "case related"), "only looks"),
    **dict.fromkeys(
        ("customer link", "customer unlink", "customer merge", "customer unmerge"),
        "says which files are of one customer",
    ),
    **dict.fromkeys(
        (
            *("customer account", "customer contact", "customer correct", "customer key-account"),
            *("customer note", "customer operation", "customer relation"),
        ),
        "touches what is known of a customer alone",
    ),
    **dict.fromkeys(
        (
            "case ending",
            "followup list",
            "customer operations",
            "customer mind",
            "draft left",
            "case signatories",
        ),
        "only looks",
    ),
    "draft pass-on": "touches what is being typed alone",
    **dict.fromkeys(("shift sheet", "shift since"), "only looks"),
    **dict.fromkeys(("shift close", "shift take"), "counts and signs, touches no case"),
    **dict.fromkeys(("forms list", "forms again"), "only looks"),
    **dict.fromkeys(
        ("forms print", "forms use", "forms spoil"), "touches a form filled in by hand alone"
    ),
    "demo": "works on a book of its own",
    "draft discard": "touches what is being typed alone",
    "init": "makes another book",
    "keys": "only looks",
}
"""Commands that cannot bring a letter on its way, each with its reason."""


def commands(group: Any, path: str = "") -> Iterator[str]:
    """The paths of all commands, hidden ones too."""
    for name, below in group.commands.items():
        whole = f"{path} {name}".strip()
        if getattr(below, "commands", None):
            yield from commands(below, whole)
        else:
            yield whole


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def half_answered(prompt: Prompt) -> str:
    """A case of two points with one answered, and the draft of its reply."""
    reference: str = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    prompt.ok(
        *("--staff", CLERK, "case", "point", "answer", reference, "1"),
        data={
            "finding": "11月23日到现场核对了表号和接线，与档案一致",
            "basis": "现场核实记录",
            "conclusion": "unsubstantiated",
            "remedy": "已把核实记录交给您一份",
            "remedy_owner": "计量班",
            "remedy_done_on": "2026-11-23",
            "checks": ["site_check", "collection_data", "crossed_meters", "misreading"],
        },
    )
    prompt.ok("--staff", CLERK, "letter", "draft", reference)
    return reference


def belonging(prompt: Prompt, reference: str) -> str:
    """The number of an incident that both points of a case are about."""
    form = ("片区表计登记有误", "--cause", "other")
    number: str = prompt.ok("--staff", CLERK, "incident", "declare", *form)["number"]
    points = ("--point", "1", "--point", "2")
    prompt.ok("--staff", CLERK, "incident", "link", number, reference, *points)
    return number


def replies_out(prompt: Prompt, reference: str) -> list[Any]:
    shown = prompt.ok("--staff", CLERK, "case", "show", reference)
    assert any(point["remedy"] in ("", "同上") for point in shown["points"])
    return [x for x in shown["letters"] if x["kind"] in ANSWERING and x["number"]]


def test_every_command_is_known_here() -> None:
    assert set(commands(command())) == TRIED.keys() | ELSEWHERE.keys()
    assert not TRIED.keys() & ELSEWHERE.keys()


def test_no_command_lets_a_half_answered_reply_out(prompt: Prompt, tmp_path: Path) -> None:
    reference = half_answered(prompt)
    stand_ins = {
        "REF": reference,
        "INCIDENT": belonging(prompt, reference),
        "FILE": str(tmp_path / "page"),
        "FOLDER": str(tmp_path / "printed"),
    }
    kept = tmp_path / "kept"
    shutil.copytree(prompt.home, kept)
    for path, ways in TRIED.items():
        for words, data in ways:
            # Each meets the case as it was: one that ends it must not shield the others.
            shutil.rmtree(prompt.home)
            shutil.copytree(kept, prompt.home)
            for who in (CLERK, LEAD):
                said = [stand_ins.get(word, word) for word in words]
                answer = prompt.run("--staff", who, *path.split(), *said, "--json", data=data)
                assert answer.code in (0, 1), (path, answer.out, answer.err)
            assert replies_out(prompt, reference) == [], path
            for who, step in ((CLERK, "submit"), (LEAD, "approve"), (LEAD, "issue")):
                prompt.refused("--staff", who, "letter", step, reference)
            assert replies_out(prompt, reference) == [], f"{path}, then the ordinary steps"


UNREGISTERED: dict[str, str] = {
    "_note": "writes down what became of the file of the book",
    "_told": "tells how near the day of a promise is, for the sweep",
    "_fill": "puts what an incident found into one case, for the service that shares it",
    "start_for": "starts the clocks of those cut off by our fault, for declaring an incident",
    "_late": "tells of a task past its time, for the sweep",
    "_begin": "notes that an import begins, for the service that runs it",
    "_warn": "warns that another channel expects us",
    "_fell_due": "the hour raises a case",
    "_asked": "puts before somebody what the hour asks, for the sweep",
    "_lapse": "ends an offer whose time is over, for the sweep",
    "_missed": "takes a missed contact back, for the sweep",
    "_end_offer": "what declining and withdrawing an offer share",
    **dict.fromkeys(
        ("_note_failed", "_note_sent", "_take_next", "_wait_again"), "what the acts of a run share"
    ),
    "init_book": "works on an empty book",
    "keep": "what keeping and parking a draft share",
    "registered": "what registering and a minute's inquiry share",
    **dict.fromkeys(("proved", "_may_try"), "keeps wrong tries of a PIN"),
    "_set_own": "changes the PIN of whoever proved the old one",
    "open_seal": "lets in whoever has the sealed code",
    "note_restore": "notes in a restored book that it was a backup; who may was asked before",
}
"""Functions that change the book and are no service, each with its reason."""

ACTING = {"act", "case_act", "letter_act", "_on_task"}


def _acting(node: ast.AST) -> bool:
    """Whether a piece of code begins an act on a book."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            name = call.func.id if isinstance(call.func, ast.Name) else name
            if name in ACTING:
                return True
    return False


def _sources(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_only_services_begin_an_act() -> None:
    registered = {service.run.__name__ for service in SERVICES.values()}
    acting = {
        node.name
        for path, tree in _sources("desk/services")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name not in ACTING and _acting(node)
    }
    assert acting - registered == UNREGISTERED.keys()


BESIDE: dict[str, str] = {
    "note_recovery": "says that the recovery key was used",
    "duty_words": "what an escalation asks, in the language of the interface",
    "why_raised": "what raised a case, in the language of the interface",
    "up_to_date": "lets the hour do its work when the screens open",
    "public_numbers": "which numbers are there to be called, for the masks",
    "check_time": "judges a time that was typed",
    "states": "reads the files of templates, not the book",
    "checked": "refuses a paper that does not hold",
    "carry_on": "prints a run by its services",
    **dict.fromkeys(("letter_on_paper", "put_on_paper"), "print what a service gave"),
    "issue_many": "numbers letter by letter through the service that issues",
    "said": "tells what became of letters",
    "cards_of": "finds cards in a file that was read",
    "composed_of": "composes again what a letter grew from",
    "findings_of": "judges a letter",
    "form_of": "reads what a letter says beside the record",
    "of_record": "judges the points of a case",
    "of_text": "judges the text of a letter",
    "is_overdue": "compares two times",
    "is_sealed": "says whether there is a way back, and nothing of it",
    **dict.fromkeys(("begin", "init_book"), "sets up a book where there is none"),
    "data_folder": "makes the folder of a book",
    "note_restore": "notes in a restored book that it was a backup",
    "letter_to_copy": "finds a letter in a file that was read",
    "lost_between": "compares two texts of a letter",
    "sweep": "lets fall due what fell due while nobody looked",
    "open_desk": "opens the book",
    "paper_of_today": "reads what a return visit would say",
    "read_case": "reads the file of a case",
    "remind": "logs a contact by its service",
    "reply_facts": "reads what a letter would say",
    "said_now": "composes what is on the screen",
    "without_form": "asks the fonts about names",
    **dict.fromkeys(
        ("sign_in", "choose_pin", "proved", "proved_by", "open_seal"), "lets a person in"
    ),
    **dict.fromkeys(("how_it_stands", "keep_up"), "copies the book by rule, whoever is there"),
    "unprintable": "looks for what no font has",
    "why_due": "says why a date is what it is",
    "wording_in": "reads the phrases of the playbook",
}
"""What screens and commands call beside the services, each with its reason."""


def _called(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Functions of desk.services that a module names, with their lines."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desk.services"):
            for alias in node.names:
                if node.module == "desk.services":
                    modules[alias.asname or alias.name] = f"desk.services.{alias.name}"
                else:
                    yield f"{node.module}:{alias.name}", node.lineno
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = modules.get(node.value.id)
            if module is not None:
                yield f"{module}:{node.attr}", node.lineno


def test_screens_and_commands_reach_the_book_through_known_services_alone() -> None:
    registered = {(s.run.__module__, s.run.__name__) for s in SERVICES.values()}
    unknown = []
    found = set()
    for path, tree in _sources("screens", "desk/cli"):
        for called, line in _called(tree):
            module, _colon, name = called.partition(":")
            thing = getattr(importlib.import_module(module), name)
            if not inspect.isfunction(thing):
                continue
            found.add(name)
            if (module, thing.__name__) not in registered and name not in BESIDE:
                unknown.append(f"{path.relative_to(ROOT)}:{line} {name}")
    assert unknown == []
    assert {"issue_letter", "answer_point", "close_case"} <= found


def _writes(node: ast.AST) -> bool:
    """Whether code asks a store for an act, under whatever name the store goes."""
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ACTING
        and {word.arg for word in call.keywords} & {"staff_id", "at", "case_id"}
        for call in ast.walk(node)
    )


def test_no_screen_action_and_no_command_begins_an_act_of_its_own() -> None:
    functions = [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for path, tree in _sources("screens", "desk/cli")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sum(" action_" in place for place, _node in functions) > 40
    assert [place for place, node in functions if _writes(node)] == []
