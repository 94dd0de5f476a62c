"""Made-up facts for letters; every name, number and place is invented."""

import dataclasses
from datetime import date, datetime
from typing import Any

from desk.enums import Channel, Conclusion, MaterialState, PointKind, RemedyBy
from desk.letter.facts import (
    AcknowledgementFacts,
    MaterialFacts,
    NoticeFacts,
    PointFacts,
    Reader,
    ReplyFacts,
    Unit,
)

UNIT = Unit(
    name="虚构市供电有限公司云桥供电分公司",
    branch="云桥营业厅",
    address="虚构市云桥区望江路 88 号",
    phone="0999-5550100",
    hours="周一至周日 8:30–17:30",
)
UNIT_EN = Unit(
    name="Yunqiao Branch, Fictional City Power Supply Company",
    branch="Yunqiao business hall",
    address="88 Wangjiang Road, Yunqiao District, Fictional City",
    phone="0999-5550100",
    hours="every day, 8:30 to 17:30",
)
READER = Reader(
    salutation="沈先生",
    holder="沈**",
    account="0099****3217",
    address="云桥区柳荫里*幢*单元",
    phone="199****0042",
)
READER_EN = Reader(
    salutation="Mr Shen",
    holder="Shen **",
    account="0099****3217",
    address="Liuyin Lane, Yunqiao District",
    phone="199****0042",
)

POINTS = (
    PointFacts(
        position=1,
        matter="十月电量比往月多出一倍",
        kind=PointKind.ALLEGATION,
        finding="11月4日工作人员到现场核对，电能表示数与系统一致，接线正确，与邻户没有接错。"
        "用电信息采集数据显示，10月12日起每天夜间用电持续在6千瓦左右，与电热水器全天通电相符。",
        basis="《电力供应与使用条例》第二十七条",
        conclusion=Conclusion.PARTLY_SUBSTANTIATED,
        true_part="十月电量确有增加",
        explanation="电能表和抄表没有差错。",
        remedy="向您提供10月逐日用电量清单，并上门演示查看方法",
        department="营销部计量班",
        done_on=date(2026, 11, 6),
    ),
    PointFacts(
        position=2,
        matter="请求校验电能表",
        kind=PointKind.REQUEST,
        finding="您于11月4日填写了校验申请，电能表已送检。",
        basis="公司供电服务承诺：受理电能表校验后5个工作日内出具结果",
        conclusion=Conclusion.GRANTED,
        remedy="将检定结果书面送达您本人",
        department="营销部计量班",
        due_on=date(2026, 11, 27),
    ),
    PointFacts(
        position=3,
        matter="校表要不要另外交钱",
        kind=PointKind.QUESTION,
        finding="计量装置校验费已于2018年取消。",
        basis="国家发展改革委2018年取消供电环节部分收费的通知",
        conclusion=Conclusion.EXPLAINED,
        explanation="校验不收费。",
        remedy="凭受理编号领取检定结果，无需缴费",
        remedy_by=RemedyBy.CUSTOMER,
    ),
    PointFacts(
        position=4,
        matter="十一月三日在窗口等了四十分钟没有人招呼",
        kind=PointKind.ALLEGATION,
        finding="调取叫号记录，您当日9:12取号，9:51办理，等候39分钟，期间引导岗空缺。",
        conclusion=Conclusion.SUBSTANTIATED,
        explanation="当天引导岗临时缺员，没有安排替补。",
        remedy="已调整排班，高峰时段引导岗设两人，并退还您误收的打印费",
        department="云桥营业厅",
        done_on=date(2026, 11, 9),
        amount_fen=1050,
        amount_way="原路退回缴费账户",
    ),
)

POINTS_EN = (
    PointFacts(
        position=1,
        matter="My October usage is twice what it was before",
        kind=PointKind.ALLEGATION,
        finding="On 4 November our engineer read the meter at your home: it agrees with our "
        "records, the wiring is right and no neighbour is connected to it. The daily data show a "
        "steady load of about 6 kW every night since 12 October, which fits a water heater that "
        "is on all day.",
        basis="Regulations on Electricity Supply and Use, article 27",
        conclusion=Conclusion.PARTLY_SUBSTANTIATED,
        explanation="Your usage did rise; the meter and the reading were right.",
        remedy="We gave you the daily figures for October and showed you how to read them",
        department="Metering team",
        done_on=date(2026, 11, 6),
    ),
    PointFacts(
        position=2,
        matter="Have the meter tested",
        kind=PointKind.REQUEST,
        finding="You applied for a test on 4 November and the meter is with the laboratory.",
        basis="Our service pledge: the result within 5 working days",
        conclusion=Conclusion.GRANTED,
        remedy="We will bring you the result in writing",
        department="Metering team",
        due_on=date(2026, 11, 27),
    ),
    PointFacts(
        position=3,
        matter="Will the test cost me anything?",
        kind=PointKind.QUESTION,
        finding="The fee for testing a meter was abolished in 2018.",
        conclusion=Conclusion.EXPLAINED,
        explanation="The test is free.",
        remedy="Collect the result with your case number; nothing is to be paid",
        remedy_by=RemedyBy.CUSTOMER,
    ),
)


def reply(**changes: Any) -> ReplyFacts:
    """A reply to four points in Chinese."""
    facts = ReplyFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference="HD01-20261103-0007",
        lookup_code="7KQ4-M2WX",
        received_at=datetime(2026, 11, 3, 9, 55),
        channel=Channel.WALK_IN,
        responder="方晓岚（工号 1023）",
        points=POINTS,
        account_of_matter="您家平时每月用电约210千瓦时，十月账单为430千瓦时，家中没有添置电器。",
        result="四项事项均已核实，其中校验结果将按承诺日期送达。",
        advice=("将电热水器改为定时加热", "在手机上开通每日用电量提醒"),
        contact_person="方晓岚",
        contact_phone="0999-5550123",
    )
    return dataclasses.replace(facts, **changes)


def reply_en(**changes: Any) -> ReplyFacts:
    """A reply to three points in English."""
    facts = dataclasses.replace(
        reply(),
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        responder="Fang Xiaolan (staff no. 1023)",
        points=POINTS_EN,
        account_of_matter="You use about 210 kWh a month; the October bill says 430 kWh, and you "
        "have bought no new appliance.",
        result="All three points are settled; the test result follows on the day we promised.",
        advice=(
            "Set a timer on the water heater",
            "Turn on the daily usage message on your telephone",
        ),
        contact_person="Ms Fang",
    )
    return dataclasses.replace(facts, **changes)


def acknowledgement(**changes: Any) -> AcknowledgementFacts:
    """The slip for the case of `reply`."""
    facts = AcknowledgementFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference="HD01-20261103-0007",
        lookup_code="7KQ4-M2WX",
        received_at=datetime(2026, 11, 3, 9, 55),
        channel=Channel.WALK_IN,
        responder="方晓岚（工号 1023）",
        responder_phone="0999-5550123",
        matters=tuple(point.matter for point in POINTS),
        contact_by=datetime(2026, 11, 4, 9, 55),
        reply_by=datetime(2026, 11, 10, 17, 30),
        papers_received=("十月电费账单复印件1份",),
    )
    return dataclasses.replace(facts, **changes)


def acknowledgement_en(**changes: Any) -> AcknowledgementFacts:
    """The same slip in English."""
    facts = dataclasses.replace(
        acknowledgement(),
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        responder="Fang Xiaolan (staff no. 1023)",
        matters=tuple(point.matter for point in POINTS_EN),
        papers_received=("October bill, one copy",),
    )
    return dataclasses.replace(facts, **changes)


def notice(**changes: Any) -> NoticeFacts:
    """A notice for a meter test with one paper held, one missing, one not acceptable."""
    facts = NoticeFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference="HD01-20261103-0007",
        lookup_code="7KQ4-M2WX",
        procedure="电能表校验",
        told_at=datetime(2026, 11, 3, 10, 5),
        told_by="方晓岚（工号 1023）",
        materials=(
            MaterialFacts(
                name="户主居民身份证",
                state=MaterialState.HELD,
                form="原件核对，复印件1份",
                issuer="公安机关",
            ),
            MaterialFacts(
                name="授权委托书",
                state=MaterialState.MISSING,
                form="原件1份",
                issuer="户主本人",
                condition="由他人代办时",
            ),
            MaterialFacts(
                name="不动产权证",
                state=MaterialState.NOT_ACCEPTABLE,
                form="复印件1份",
                issuer="不动产登记机构",
                reason="复印件缺第二页",
                later=True,
            ),
        ),
        steps=(
            "在营业厅填写校验申请",
            "工作人员与您约定拆表时间，当场装上备用表",
            "检定机构检定",
            "领取书面检定结果，按结果退补电费",
        ),
        conditions=("电费已结清或正在核对",),
        limit="自受理之日起5个工作日内出具结果",
        fee="不收费",
        basis=("公司供电服务承诺",),
        bring_by=date(2026, 11, 10),
        commitment="产权证明于2026年11月10日前补交",
        notes=("校验期间电费请按期缴纳，检定有误差的按规定退补",),
    )
    return dataclasses.replace(facts, **changes)


def notice_en(**changes: Any) -> NoticeFacts:
    """The same notice in English."""
    facts = dataclasses.replace(
        notice(),
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        procedure="Meter test",
        told_by="Fang Xiaolan (staff no. 1023)",
        materials=(
            MaterialFacts(
                name="Identity card of the account holder",
                state=MaterialState.HELD,
                form="original seen, one copy",
                issuer="public security",
            ),
            MaterialFacts(
                name="Letter of authority",
                state=MaterialState.MISSING,
                form="one original",
                issuer="account holder",
                condition="if someone else comes",
            ),
        ),
        steps=(
            "Fill in the application at the hall",
            "We agree a time, take the meter and fit a spare one at once",
            "The laboratory tests the meter",
            "You collect the result; the bill is put right if the meter was wrong",
        ),
        conditions=("the account is settled or being checked",),
        limit="result within 5 working days of the application",
        fee="none",
        basis=("our service pledge",),
        commitment="",
        notes=("Please go on paying your bills while the meter is tested",),
    )
    return dataclasses.replace(facts, **changes)


def changed(point: PointFacts, **changes: Any) -> PointFacts:
    """A point with some fields changed."""
    return dataclasses.replace(point, **changes)


def points_of(facts: Any) -> tuple[PointFacts, ...]:
    """The points of a reply."""
    return tuple(facts.points)


def with_unit(facts: Any, unit: Unit) -> Any:
    """The same facts from another unit."""
    return dataclasses.replace(facts, unit=unit)


def unit(**changes: Any) -> Unit:
    """Our unit with some fields changed."""
    return dataclasses.replace(UNIT, **changes)


def reader(**changes: Any) -> Reader:
    """The addressee with some fields changed."""
    return dataclasses.replace(READER, **changes)


def material(**changes: Any) -> MaterialFacts:
    """A material that is missing."""
    facts = MaterialFacts(name="居民身份证", state=MaterialState.MISSING, form="原件1份")
    return dataclasses.replace(facts, **changes)
