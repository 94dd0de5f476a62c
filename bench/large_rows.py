"""The rows of a large book, made up: the same for the same number, any piece of it by itself."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from db.folding import folded
from db.index import case_marks, customer_words, letter_text
from db.mapping import Stored, instant, mapping_of
from db.pairs import indexed
from desk.case import Case, CaseClock, Party, Stage
from desk.casework import Contact
from desk.custody import Custody
from desk.customer import Account, Customer
from desk.enums import (
    CaseKind,
    CaseStatus,
    Channel,
    ClockKind,
    Conclusion,
    ContactWay,
    Delivery,
    LetterKind,
    LetterState,
    PartyRole,
    PointKind,
    Topic,
)
from desk.letter.life import Letter
from desk.names import readings
from desk.point import IssuePoint
from desk.whereabouts import place_of

YEARS = 10
BEGAN = datetime(2016, 11, 21, 1, 0, tzinfo=UTC)
OPEN = 1_500
"""Open cases: those of a hall do not grow with its years."""
PERIODIC = 500
"""How many cases the customer has who comes again and again."""
LETTERS = 4
"""One case in so many has a letter that was issued."""

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段章"
    "钱汤尹黎易常武乔贺赖龚文单解仇"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰萍红建国志文斌宇浩凯健俊帆雪云莲真环荣"
    "爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓"
)
PLACES = (
    "柳林河西建设解放人民中山东风新华胜利和平光明团结前进幸福长江黄河泰山青年友谊振兴朝阳文化"
    "公园工业学府滨江花园北苑南湖金桥银杏梧桐翠竹牡丹玫瑰丁香海棠紫藤"
)
WORDS = (
    *("上个月的电费比平时多了一倍", "家里没有添什么电器", "电表走得太快", "抄表员没有上门"),
    *("半夜停电没有人通知", "冰箱里的东西都坏了", "打了几次电话没人接", "排队等了两个小时"),
    *("工作人员态度生硬", "报装已经过了二十天", "电压不稳灯一闪一闪", "光伏的结算款没有到账"),
    *("欠费以后没有收到催费单", "复电等了一整天", "线路老化怕出事", "邻居家也是这样"),
    *("充电桩申请没有下文", "收费项目说不清楚", "换表的时候我不在家", "账单寄到了别人家"),
    *("想请你们上门看看", "要求退还多收的钱", "请给一个书面答复", "什么时候能够解决"),
)
FINDINGS = (
    *("经现场核对，表号、封印和接线均正常", "采集数据显示用电量与账单一致", "抄表记录有一次估抄"),
    *(
        "停电系设备故障抢修，已在两小时内恢复",
        "窗口录像显示等候五十分钟",
        "变压器负荷偏高，已列入改造",
    ),
)
REMEDIES = (
    *("已安排校验电能表，费用由我方承担", "多收的电费退入原账户", "已向客户当面致歉并讲清电价"),
    *("本周内更换进户线", "今后停电提前七日通知到户", "已完成并网结算，款项三日内到账"),
)
# Common characters, of which words are made that stand in few texts.
RARE = "".join(map(chr, range(0x4E00, 0x9000, 7)))
TOPICS = tuple(Topic)
Row = tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a book is, and who works in it."""

    cases: int
    customers: int
    staff: tuple[str, ...]

    def at(self, case: int) -> datetime:
        """When a case came, counted from 0: one after the other over the years."""
        return BEGAN + timedelta(days=365 * YEARS) * (case / self.cases)


def row_id(kind: str, number: int) -> str:
    """An id of the shape that ids have."""
    return f"019a{ord(kind):04x}-0000-7000-8000-{number:012x}"


class Kind:
    """Rows of one table, made from one row by changing some of its columns."""

    def __init__(self, like: Any) -> None:
        mapping = mapping_of(type(like))
        self.insert = mapping.insert
        self.table = mapping.table
        self._like: list[Stored] = ["0" * 32, *mapping.stored(like)]
        self._at = {name: place for place, name in enumerate(("salt", *mapping.names))}

    def row(self, **values: Stored) -> Row:
        columns = self._like.copy()
        for name, value in values.items():
            columns[self._at[name]] = value
        if "address" in values and "place" in self._at:
            columns[self._at["place"]] = place_of(str(values["address"]))
        return tuple(columns)


def _kinds() -> dict[str, Kind]:
    ids: dict[str, Any] = {"id": "", "case_id": ""}
    by: dict[str, Any] = {"staff_id": "", "at": BEGAN}
    likes: dict[str, Any] = {
        "customer": Customer(id="", name="", salutation="先生", made_at=BEGAN),
        "account": Account(id="", customer_id="", number=""),
        "case": Case(
            id="",
            reference="",
            request_id="",
            kind=CaseKind.COMPLAINT,
            channel=Channel.WALK_IN,
            topic=Topic.OTHER,
            narrative="",
            received_at=BEGAN,
            registered_at=BEGAN,
            told="三个工作日内与您联系",
            first_responder_id="",
            holder_id="",
            lookup_code="",
        ),
        "party": Party(**ids, role=PartyRole.COMPLAINANT, name="", salutation="先生"),
        "point": IssuePoint(**ids, position=1, kind=PointKind.ALLEGATION, matter=""),
        "clock": CaseClock(
            **ids,
            kind=ClockKind.REPLY,
            rule_id="reply",
            started_at=BEGAN,
            due_at=BEGAN,
            explanation="{}",
            calendar_version="made-up",
        ),
        "custody": Custody(**ids, staff_id="", since=BEGAN, how="registered"),
        "contact": Contact(**ids, **by, way=ContactWay.PHONE, reached=True, text=""),
        "letter": Letter(
            **ids,
            kind=LetterKind.SUPPLEMENTARY_REPLY,
            language="zh_CN",
            state=LetterState.DELIVERED,
            markdown="",
            facts="{}",
            content_hash="0" * 64,
            author_id="",
            made_at=BEGAN,
            issued_at=BEGAN,
            delivery=Delivery.BY_HAND,
        ),
    }
    return {name: Kind(like) for name, like in likes.items()}


KINDS = _kinds()


@dataclass(frozen=True, slots=True)
class Person:
    """A customer as cases show them."""

    name: str
    phone: str
    account: str
    address: str


def person(number: int) -> Person:
    """The customer with a number."""
    rng = random.Random(f"customer {number}")
    name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2))))
    place = "".join(rng.choices(PLACES, k=2))
    home = f"{rng.randrange(1, 400)}号{rng.randrange(1, 30)}栋{rng.randrange(101, 3000)}室"
    return Person(
        name=name,
        phone=f"1{rng.choice('3578')}{rng.randrange(10**9):09d}",
        account=f"05{number:08d}",
        address=f"临江市{place}路{home}",
    )


Found = tuple[int, str]
"""A `seq`, and what the index takes of it."""


@dataclass(slots=True)
class Piece:
    """Rows of a stretch of the book, by the statement that keeps them."""

    rows: dict[str, list[tuple[Any, ...]]]
    found: dict[str, list[Found]]

    def add(self, kind: str, **values: Stored) -> None:
        made = KINDS[kind]
        self.rows.setdefault(made.insert, []).append(made.row(**values))


_CUSTOMER_WORDS = "INSERT INTO customer_words (seq, text, marks) VALUES (?, ?, ?)"
_CASE_WORDS = "INSERT INTO case_words (seq, text, marks, salt) VALUES (?, ?, ?, ?)"


def customers(size: Size, first: int, last: int) -> Piece:
    """Customers from one number to before another, each with an account."""
    piece = Piece({}, {"customer": []})
    words = piece.rows.setdefault(_CUSTOMER_WORDS, [])
    for number in range(first, last):
        one = person(number)
        pinyin, initials = readings(one.name)
        made_at = BEGAN + timedelta(days=365 * YEARS) * (number / size.customers)
        piece.add(
            "customer",
            id=row_id("u", number),
            name=one.name,
            phone=one.phone,
            address=one.address,
            pinyin=pinyin,
            initials=initials,
            made_at=instant(made_at),
        )
        piece.add(
            "account",
            id=row_id("a", number),
            customer_id=row_id("u", number),
            number=one.account,
            address=one.address,
            meter_no=f"M{number:09d}",
        )
        texts = (one.phone, one.address, one.account, one.address, f"M{number:09d}")
        text, marks = customer_words((one.name, ""), texts, f"{pinyin} {initials}")
        words.append((number + 1, text, marks))
        piece.found["customer"].append((number + 1, indexed(text, marks)))
    return piece


def of_whom(size: Size, number: int) -> int:
    """Which customer a case is of; one comes again and again."""
    if number % max(1, size.cases // PERIODIC) == 0:
        return 7
    return random.Random(f"of {number}").randrange(size.customers)


def cases(size: Size, first: int, last: int) -> Piece:
    """Cases from one number to before another, with all that belongs to them."""
    piece = Piece({}, {"case": [], "letter": []})
    for number in range(first, last):
        _case(piece, size, number)
    return piece


def _case(piece: Piece, size: Size, number: int) -> None:
    rng = random.Random(f"case {number}")
    one = person(of_whom(size, number))
    at = size.at(number)
    came = instant(at)
    per_day = size.cases / (365 * YEARS)
    day = int(number / per_day)
    reference = f"HD01-{BEGAN + timedelta(day):%Y%m%d}-{number - int(day * per_day) + 1:04d}"
    case_id, staff = row_id("c", number), rng.choice(size.staff)
    is_open = number >= size.cases - OPEN
    narrative = "，".join(rng.sample(WORDS, 4)) + "，" + "".join(rng.sample(RARE, 3)) + "。"
    topic = TOPICS[min(int(rng.expovariate(0.35)), len(TOPICS) - 1)]
    due = instant(at + timedelta(days=7, minutes=rng.randrange(600)))
    piece.add(
        "case",
        id=case_id,
        reference=reference,
        topic=topic.value,
        narrative=narrative,
        customer_id=row_id("u", of_whom(size, number)),
        account_no=one.account,
        address=one.address,
        received_at=came,
        registered_at=came,
        first_responder_id=staff,
        holder_id=staff,
        status=(CaseStatus.OPEN if is_open else CaseStatus.CLOSED).value,
        stage=(Stage.ANSWERING if is_open else Stage.ENDED).value,
        due_at=due if is_open else None,
        closed_at=None if is_open else due,
        lookup_code=f"B{number:09d}",
    )
    piece.add(
        "party",
        id=row_id("p", number),
        case_id=case_id,
        name=one.name,
        phone=one.phone,
        address=one.address,
    )
    answers: list[str] = []
    for position in (1, 2):
        matter = rng.choice(WORDS)
        finding, remedy = ("", "") if is_open else (rng.choice(FINDINGS), rng.choice(REMEDIES))
        answers += filter(None, (matter, finding, remedy))
        piece.add(
            "point",
            id=row_id("i", number * 2 + position),
            case_id=case_id,
            position=position,
            matter=matter,
            finding=finding,
            remedy=remedy,
            conclusion=None if is_open else Conclusion.SUBSTANTIATED.value,
        )
    contact = f"与{one.name[0]}客户通话，{rng.choice(REMEDIES)}"
    piece.add(
        "contact", id=row_id("t", number), case_id=case_id, staff_id=staff, at=came, text=contact
    )
    piece.add(
        "clock",
        id=row_id("k", number),
        case_id=case_id,
        started_at=came,
        due_at=due,
        met_at=None if is_open else due,
        verdict="" if is_open else "in_time",
    )
    piece.add("custody", id=row_id("h", number), case_id=case_id, staff_id=staff, since=came)
    words = (
        reference,
        narrative,
        one.address,
        one.account,
        one.phone,
        one.address,
        *answers,
        contact,
    )
    text, marks = folded("\n".join((*words, one.name))), case_marks(one.name, topic.value)
    piece.rows.setdefault(_CASE_WORDS, []).append((number + 1, text, marks, "0" * 32))
    piece.found["case"].append((number + 1, indexed(text, marks)))
    if number % LETTERS == 0 and not is_open:
        _letter(piece, number, reference, case_id, staff, answers, narrative, at)


def _letter(
    piece: Piece,
    number: int,
    reference: str,
    case_id: str,
    staff: str,
    answers: list[str],
    narrative: str,
    at: datetime,
) -> None:
    serial = number // LETTERS + 1
    name = f"临供客复〔{at.year}〕{serial}号"
    issued = instant(at + timedelta(hours=3))
    markdown = "\n\n".join(
        (
            f"# 关于{reference}的答复",
            f"您反映：{narrative}",
            *(f"## {place}\n\n{said}" for place, said in enumerate(answers, 1)),
            "如对本答复有异议，可在收到之日起十五日内向我单位申请复查，也可拨打12398热线。",
            f"特此答复。编号{serial:08d}",
        )
    )
    piece.add(
        "letter",
        id=row_id("l", number),
        case_id=case_id,
        markdown=markdown,
        author_id=staff,
        made_at=issued,
        number=name,
        serial=serial,
        issued_at=issued,
        issued_on=issued[:10],
    )
    seq = serial
    piece.found["letter"].append((seq, indexed(letter_text(name, markdown, issued))))


def stretches(count: int, each: int) -> Iterator[tuple[int, int]]:
    """From and to before which, all of `count` in pieces."""
    for first in range(0, count, each):
        yield first, min(first + each, count)
