"""No command that shows something shows a number in full, unless somebody asked for it so."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db import open_book
from desk.case import Case, Party
from desk.customer import Customer, Draft
from desk.enums import PartyRole
from desk.ids import new_id
from desk.letter.life import Letter
from desk.places import Places
from desk.staff.model import Staff
from tests.builders import MONDAY, a_customer, a_notice, a_party, an_account
from tests.builders_counter import (
    a_hall_event,
    a_paper,
    a_report_ahead,
    a_signatory,
    a_supplement,
    an_amendment,
    an_attention,
    an_external,
)
from tests.builders_file import a_customer_contact, a_customer_note, an_operation
from tests.builders_loop import an_incident, an_incident_case
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins
from tests.journeys.test_gate_commands import ELSEWHERE, commands

PHONE, SECOND, THIRD = "13977770123", "13988880456", "13999990789"
IDENTITY, ACCOUNT, CARD = "330102199003074514", "3307712345678", "6222021234567890123"
SECRETS = (PHONE, SECOND, THIRD, IDENTITY, ACCOUNT, CARD)
SAID = f"我的电话是{PHONE}，身份证{IDENTITY}，户号{ACCOUNT}，卡号{CARD}，请回电。"

IN_FULL = {
    "case digest": "is typed over into the marketing system; the look is kept",
    "case identity": "for the manager alone; the look is kept with its reason",
    "case reveal": "shows numbers in full; the look is kept with its reason",
    "customer copy": "is for the customer; the look is kept with its reason",
    "customer reveal": "shows numbers in full; the look is kept with its reason",
}
"""Commands that show what is masked elsewhere, each with its reason."""

SHOWN: dict[str, list[list[str]]] = {
    "alarms list": [[]],
    "backups list": [[]],
    "calendar explain": [["2026-11-23"]],
    "case chain": [["REF", "-o", "FILE"]],
    "case list": [["--view", view] for view in ("all", "mine", "late", "closed")],
    "case missing": [["REF"]],
    "case ending": [["REF"]],
    "case party list": [["REF"]],
    "case point propose": [["REF", "1"]],
    "case referral-slip": [["REF", "-o", "FILE"]],
    "case scanner": [["FOLDER"]],
    "case show": [["REF"]],
    "case signatories": [["REF"]],
    "case stands": [["REF"]],
    "case related": [["REF"]],
    "customer cases": [["CUSTOMER"]],
    "customer compare": [["CUSTOMER", "DOUBLE"]],
    "customer doubles": [[], ["CUSTOMER"]],
    "customer imports": [[]],
    "customer find": [["明月"], [PHONE], ["0123"]],
    "customer looks": [[]],
    "customer mind": [["CUSTOMER"]],
    "customer operations": [["CUSTOMER"]],
    "customer show": [["CUSTOMER"]],
    "day": [[]],
    "days": [[], ["--view", "mine"]],
    "doctor": [[]],
    "draft left": [[]],
    "draft list": [[]],
    "find": [["回电"], ["柳明月"], [PHONE], ["REF"]],
    "forms again": [["HD01-B-0001", "-o", "FILE"]],
    "forms list": [[]],
    "hall list": [[]],
    "letter attempts": [["REF"]],
    "letter diff": [["REF"]],
    "letter kinds": [["REF"]],
    "letter lint": [["REF"]],
    "letter list": [[]],
    "letter printers": [[]],
    "letter receipts": [[]],
    "letter register": [[]],
    "letter runs": [[]],
    "letter template list": [[]],
    "letter template preview": [["reply", "-o", "FILE"]],
    "letter text": [["REF"]],
    "letter verify": [["REF"]],
    "letter waiting": [[]],
    "notice breaches": [[]],
    "notice find": [["明月"]],
    "notice pdf": [["NOTICE", "-o", "FILE"]],
    "notice procedures": [[]],
    "notice show": [["NOTICE"]],
    "notice txt": [["NOTICE", "-o", "FILE"]],
    "retention due": [["keep_case"]],
    "retention list": [[]],
    "retention log": [[]],
    "shift sheet": [[]],
    "shift since": [[]],
    "staff absence list": [[]],
    "staff list": [[]],
    "staff held": [[CLERK]],
    "verify": [[]],
    "calendar show": [[]],
    "case due": [["REF"]],
    "followup list": [[]],
    "incident left": [["INCIDENT"]],
    "incident likely": [["INCIDENT"]],
    "incident list": [[]],
    "incident show": [["INCIDENT"]],
    "insight behind": [["received"]],
    "insight indicators": [[]],
    "insight month": [[]],
    "keys": [[]],
    "insight today": [[]],
    "insight topics": [[]],
    "insight trend": [["--by", "week", "--last", "2"]],
    "playbook tune": [[]],
    "case files": [["REF"]],
    "case paper list": [["REF"]],
}
"""Commands that show something, each with what it is asked for."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A data folder in which whatever holds a number holds one of `SECRETS`."""
    home = tmp_path_factory.mktemp("planted") / "desk"
    with pytest.MonkeyPatch.context() as patch:
        quick_pins(patch)
        prompt = Prompt(home)
        prompt.set_up()
        case = {
            **A_CASE,
            "narrative": SAID,
            "told": f"打{PHONE}回复您",
            "points": [{"kind": "question", "matter": SAID}],
            "customer": {
                **A_CASE["customer"],
                "phone": PHONE,
                "account_no": ACCOUNT,
                "special_care": f"急用{PHONE}",
            },
        }
        reference = prompt.ok("--staff", CLERK, "case", "register", data=case)["reference"]
        prompt.ok("--staff", CLERK, "case", "contact", reference, "--way", "phone", "--text", SAID)
        prompt.ok("--staff", CLERK, "case", "remind", reference)
        names = plant(prompt.home, reference)
    return home, {"REF": reference, **names}


def plant(home: Path, reference: str) -> dict[str, str]:
    """Numbers in everything that stands beside a case and a customer."""
    store = open_book(Places(home).book)
    with store.act("plant", staff_id="", at=MONDAY) as act:
        [case], [customer] = act.find(Case, reference=reference), act.find(Customer)
        [clerk] = act.find(Staff, number=CLERK)
        notice = a_notice(
            clerk.id, case_id=case.id, number="HD01-N-1", customer_name="柳明月", account_no=ACCOUNT
        )
        double = a_customer(name=customer.name, phone=PHONE, address=customer.address)
        incident = an_incident(clerk.id, area=SAID, script=SAID, accounts=(ACCOUNT,))
        act.add(
            double,
            an_account(double.id, number=ACCOUNT),
            a_party(case.id, role=PartyRole.REPRESENTATIVE, name="程小满", phone=SECOND),
            a_signatory(case.id, phone=THIRD, account_no=ACCOUNT),
            a_supplement(case.id, clerk.id),
            an_amendment(case.id, clerk.id),
            a_paper(case.id, clerk.id, note=SAID),
            an_external(case.id, clerk.id, note=SAID),
            a_hall_event(clerk.id, case_id=case.id, who=f"来人{SECOND}", note=SAID),
            a_report_ahead(clerk.id, case_id=case.id, said=SAID),
            a_customer_contact(customer.id, clerk.id, phone=SECOND, note=SAID),
            a_customer_note(customer.id, clerk.id, text=SAID),
            an_operation(customer.id, clerk.id, done=SAID),
            an_attention(customer.id, clerk.id, text=f"来电{PHONE}"),
            notice,
            incident,
            an_incident_case(incident.id, case.id, clerk.id),
            Draft(
                id=new_id(),
                staff_id=clerk.id,
                form="intake",
                subject="half",
                content=f'{{"narrative": "{SAID}", "visitor": {{"phone": "{PHONE}"}}}}',
                saved_at=MONDAY + timedelta(hours=1),
            ),
        )
        act.commit()
        letters = [one.id for one in act.find(Letter, case_id=case.id)]
        assert act.find(Party, case_id=case.id)
    store.close()
    return {
        "CUSTOMER": customer.id,
        "NOTICE": notice.number,
        "INCIDENT": incident.number,
        "LETTER": letters[0] if letters else "",
    }


def shown_by() -> list[str]:
    from desk.cli.app import command

    looking = {"only looks", "only looks, and keeps the look"}
    return sorted(path for path in commands(command()) if ELSEWHERE.get(path) in looking)


def test_every_command_that_shows_something_is_walked() -> None:
    assert [path for path in shown_by() if path not in SHOWN and path not in IN_FULL] == []


@contextmanager
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        quick_pins(patch)
        yield


@pytest.mark.parametrize("path", sorted(SHOWN))
def test_no_number_is_shown_in_full(
    path: str, planted: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    home, names = planted
    prompt = Prompt(shutil.copytree(home, tmp_path / "desk"))
    names = {**names, "FILE": str(tmp_path / "out"), "FOLDER": str(tmp_path)}
    said: list[Any] = []
    with quick():
        for words in SHOWN[path]:
            line = [names.get(word, word) for word in words]
            for more in ([], ["--json"]):
                answer = prompt.run("--staff", LEAD, *path.split(), *line, *more)
                assert answer.code in (0, 1), (path, line, answer.err)
                # What was asked for is repeated to whoever typed it.
                typed = set(line)
                text = answer.out + answer.err
                said += [(line, more, s, text) for s in SECRETS if s not in typed and s in text]
    assert not said, [(line, more, secret) for line, more, secret, _text in said]
