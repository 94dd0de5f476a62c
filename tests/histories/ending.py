"""How cases end, and how they are taken up again."""

from dataclasses import replace

from desk.enums import (
    CaseStatus,
    Confirmation,
    ContactWay,
)
from desk.forms_counter import RecordForm, WithdrawForm
from desk.forms_loop import ReopenForm, TerminationForm
from desk.refusals import Refusal
from desk.services import (
    closing,
    mistakes,
    terminating,
)
from tests.histories.life import Act, Life

TERMINATION = TerminationForm(
    ground="beyond_rules",
    basis="《供电营业规则》",
    beyond="仍要求十倍赔偿，超出规定。",
    told_way=ContactWay.PHONE,
)


def _terminate(life: Life, n: int) -> None:
    ground = ("beyond_rules", "nothing_new", "in_court")[n % 3]
    form = replace(TERMINATION, ground=ground)
    terminating.terminate(life.hall.desk, life.hall.manager, life.pick(n).reference, form)


def _reopen(life: Life, n: int) -> None:
    ended = [case for case in life.cases() if case.status is CaseStatus.TERMINATED]
    if not ended:
        raise Refusal("none")
    case = ended[n % len(ended)]
    form = ReopenForm(facts=f"第{case.round}轮后找到的短信", reason="与认定的时间不符")
    terminating.reopen(life.hall.desk, life.hall.lead, case.reference, form)


def _withdraw(life: Life, n: int) -> None:
    form = WithdrawForm(words="不追究了", confirmation=RecordForm(how=Confirmation.SIGNED))
    mistakes.withdraw(life.hall.desk, life.hall.clerk, life.pick(n).reference, form)


def _annul(life: Life, n: int) -> None:
    mistakes.annul(life.hall.desk, life.hall.lead, life.pick(n).reference, "登记重复")


def _close(life: Life, n: int) -> None:
    case = life.pick(n)
    closing.close_case(life.hall.desk, life.holder(case), case.reference)


ACTS: dict[str, Act] = {
    "terminate": _terminate,
    "reopen": _reopen,
    "withdraw": _withdraw,
    "annul": _annul,
    "close": _close,
}
