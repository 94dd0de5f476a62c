"""200 different replies to PDF in one process, beside bare Typst on the same JSON.

python -m bench.letters

Beneath stands Typst alone: the same layout file, fonts and data, the same warm compiler, nothing
of ours around it. Above it: facts to Markdown, tokens, glyph cover, QR, JSON, and then Typst.
"""

import dataclasses
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.enums import Channel, Conclusion, LetterKind, PointKind, RemedyBy
from desk.letter.book import compose, with_number
from desk.letter.facts import PointFacts, Reader, ReplyFacts, Unit
from desk.letter.layout import Layout
from desk.letter.press import compile_page, page_data, to_pdf

LETTERS = 200
MOST_TIMES = 1.6
"""Desk may take so many times as long as bare Typst."""
FINDINGS = (
    "工作人员到现场核对，电能表读数与系统一致，接线正确，与邻户没有接错",
    "调取叫号记录，您取号后等候三十九分钟，期间引导岗空缺",
    "用电信息采集数据显示，夜间用电持续在六千瓦左右，与电热水器全天通电相符",
    "查阅停电计划，公告张贴在单元门口，没有另行发送短信",
)
MATTERS = ("电量比往月多出一倍", "请求校验电能表", "校表要不要另外交钱", "停电没有通知到家")
DAY = date(2026, 11, 9)


def _point(number: int, letter: int) -> PointFacts:
    kinds = (PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION, PointKind.ALLEGATION)
    conclusions = (
        Conclusion.PARTLY_SUBSTANTIATED,
        Conclusion.GRANTED,
        Conclusion.EXPLAINED,
        Conclusion.SUBSTANTIATED,
    )
    finding = "。".join(FINDINGS[(number + shift + letter) % 4] for shift in range(3))
    return PointFacts(
        position=number + 1,
        matter=f"{MATTERS[number]}（第{letter}户）",
        kind=kinds[number],
        finding=f"{letter % 28 + 1}日{finding}，读数为{letter * 37 % 9973}",
        basis="《电力供应与使用条例》第二十七条",
        conclusion=conclusions[number],
        true_part="电量确有增加" if number == 0 else "",
        explanation=f"经核算，差额为{letter}千瓦时",
        remedy=f"提供逐日用电量清单并上门说明（编号{letter}）",
        remedy_by=RemedyBy.CUSTOMER if number == 2 else RemedyBy.UNIT,
        department="计量班",
        done_on=DAY - timedelta(days=letter % 5) if number != 1 else None,
        due_on=DAY + timedelta(days=letter % 9),
    )


def replies() -> list[ReplyFacts]:
    """Different replies to four points, of three pages each."""
    unit = Unit(
        name="虚构市供电有限公司云桥供电分公司",
        branch="云桥营业厅",
        address="虚构市云桥区望江路88号",
        phone="0999-5550100",
        hours="周一至周日 8:30–17:30",
    )
    first = ReplyFacts(
        language="zh_CN",
        unit=unit,
        reader=Reader(salutation="沈先生", holder="沈**", account="0099****3217"),
        case_reference="",
        lookup_code="",
        received_at=datetime(2026, 11, 3, 9, 55),
        channel=Channel.WALK_IN,
        responder="方晓岚（工号 1023）",
        points=(),
        advice=("将电热水器改为定时加热", "在手机上开通每日用电量提醒"),
    )
    return [
        dataclasses.replace(
            first,
            case_reference=f"HD01-20261103-{number:04}",
            lookup_code=f"7KQ4-{number:04}",
            points=tuple(_point(point, number) for point in range(4)),
            result=f"四项事项均已核实，第{number}号。",
        )
        for number in range(LETTERS)
    ]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds for all letters, ours and bare."""

    ours: float
    bare: float


def measure(letters: list[ReplyFacts]) -> Times:
    """Make every letter both ways, in turns, so that both meet the same machine.

    The bare turn takes the letter half the list away: Typst remembers what it made just before.
    """
    layout = Layout(issued_on=DAY, size="compact")

    def numbered(facts: ReplyFacts) -> str:
        return with_number(compose(LetterKind.REPLY, facts), facts.case_reference, DAY)

    data = [page_data(numbered(facts), facts, LetterKind.REPLY, layout) for facts in letters]
    warm = dataclasses.replace(letters[0], result="预热。")
    to_pdf(numbered(warm), warm, LetterKind.REPLY, layout)
    pages: dict[int, bytes] = {}
    ours = bare = 0.0
    for number, facts in enumerate(letters):
        began = time.perf_counter()
        page = to_pdf(numbered(facts), facts, LetterKind.REPLY, layout)
        ours += time.perf_counter() - began
        other = (number + len(letters) // 2) % len(letters)
        began = time.perf_counter()
        compiled = compile_page(data[other], layout)
        bare += time.perf_counter() - began
        if pages.setdefault(number, page) != page or pages.setdefault(other, compiled) != compiled:
            raise SystemExit("The two ways did not make the same pages.")
    return Times(ours, bare)


def main() -> bool:
    """Print both; whether Desk keeps to its limit."""
    times = measure(replies())
    for name, seconds in (("desk", times.ours), ("bare Typst", times.bare)):
        print(f"{LETTERS} replies to PDF, {name:12} {seconds:6.2f} s")
    ratio = times.ours / times.bare
    print(f"{LETTERS} replies to PDF, ratio {ratio:.2f} (limit {MOST_TIMES:.1f})")
    return ratio <= MOST_TIMES


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
