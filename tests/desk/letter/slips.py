"""Made-up facts for the slips of the counter; every name, number and place is invented."""

import dataclasses
from datetime import date, datetime
from typing import Any

from desk.enums import Channel, Confirmation, MaterialState, NoticeKind
from desk.letter.chain import ChainFacts, EventFacts, SpanFacts
from desk.letter.facts import (
    NoticeFacts,
    PartFacts,
    PostponementFacts,
    ReferralFacts,
    Taken,
)
from desk.notice import NewReason
from tests.desk.letter.samples import (
    READER,
    READER_EN,
    UNIT,
    UNIT_EN,
    material,
    notice,
    notice_en,
)

SUPERVISED = dataclasses.replace(UNIT, supervision="0999-5550199")
CASE = "HD01-20261103-0007"
CODE = "7KQ4-M2WX"
TAKEN = Taken(
    how=Confirmation.REFUSED,
    at=datetime(2026, 11, 5, 10, 20),
    witness="石小川",
    reason="客户说先回家商量",
)


def back(**changes: Any) -> NoticeFacts:
    """The second visit for the papers of `notice`: two new ones, one still not acceptable."""
    facts = notice(
        unit=SUPERVISED,
        visit=2,
        follows="GZ-HD01-20261103-0003",
        valid_until=date(2026, 12, 31),
        taken=TAKEN,
        materials=(
            material(name="户主居民身份证", state=MaterialState.HELD),
            material(name="校验申请表", state=MaterialState.HELD),
            material(name="授权委托书", new=NewReason.CIRCUMSTANCES_CHANGED),
            material(name="营业执照", new=NewReason.OMISSION, form="复印件1份"),
            material(
                name="不动产权证",
                state=MaterialState.NOT_ACCEPTABLE,
                reason="复印件缺第二页",
            ),
        ),
    )
    return dataclasses.replace(facts, **changes)


def back_en(**changes: Any) -> NoticeFacts:
    """The second visit in English."""
    facts = notice_en(
        visit=2,
        follows="GZ-HD01-20261103-0003",
        valid_until=date(2026, 12, 31),
        taken=dataclasses.replace(TAKEN, reason="wants to ask at home first"),
        materials=(
            material(name="Identity card", state=MaterialState.HELD),
            material(name="Business licence", new=NewReason.OMISSION),
            material(name="Letter of authority", new=NewReason.RULE_CHANGED),
        ),
    )
    return dataclasses.replace(facts, **changes)


def merged(**changes: Any) -> NoticeFacts:
    """Two procedures of one visit on one paper, told on the phone."""
    one = notice(unit=SUPERVISED)
    facts = dataclasses.replace(
        one,
        procedure="电能表校验；峰谷分时电价",
        materials=(
            material(name="用户身份证件", condition="核对后交还"),
            material(name="房屋所有权证", group="权属证明，任一即可", issuer="登记机构"),
            material(name="购房合同", group="权属证明，任一即可"),
        ),
        steps=(),
        conditions=(),
        limit="",
        fee="",
        oral=True,
        parts=(
            PartFacts(
                procedure="电能表校验",
                conditions=one.conditions,
                steps=one.steps,
                limit=one.limit,
                fee=one.fee,
            ),
            PartFacts(
                procedure="峰谷分时电价",
                steps=("提出申请，签订补充协议", "检查电能表，次月起执行"),
                limit="次月起执行",
                fee="以本营业厅公示为准：________",
            ),
        ),
    )
    return dataclasses.replace(facts, **changes)


def merged_en(**changes: Any) -> NoticeFacts:
    """Two procedures on one English paper."""
    one = notice_en()
    facts = dataclasses.replace(
        one,
        procedure="Meter test and peak tariff",
        steps=(),
        conditions=(),
        limit="",
        fee="",
        oral=True,
        parts=(
            PartFacts(
                procedure="Meter test",
                conditions=one.conditions,
                steps=one.steps,
                limit=one.limit,
                fee=one.fee,
            ),
            PartFacts(procedure="Peak tariff", steps=("Apply", "We set the meter"), fee="none"),
        ),
    )
    return dataclasses.replace(facts, **changes)


def postponement(**changes: Any) -> PostponementFacts:
    """A supply that must wait until the street is open again."""
    facts = PostponementFacts(
        language="zh_CN",
        unit=SUPERVISED,
        reader=READER,
        case_reference=CASE,
        lookup_code=CODE,
        kind=NoticeKind.WAIT,
        procedure="低压非居民新装、增容",
        asked_on=date(2026, 11, 3),
        told_at=datetime(2026, 11, 5, 10, 5),
        told_by="方晓岚（工号 1023）",
        ground="现场暂不具备施工条件",
        reason="您申请的铺面在管线改造段，围挡12月10日才拆除，电缆沟目前不能开挖",
        remedy="条件具备后按原受理日期继续办理，不必重新申请",
        until=date(2026, 12, 11),
        place="本营业厅业务受理窗口",
        phones=("项目部 0999-5550166",),
    )
    return dataclasses.replace(facts, **changes)


def postponement_en(**changes: Any) -> PostponementFacts:
    """A supply that another hall must make, in English."""
    facts = dataclasses.replace(
        postponement(),
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        kind=NoticeKind.CANNOT,
        procedure="New low-voltage supply",
        told_by="Fang Xiaolan (staff no. 1023)",
        ground="The address lies outside the supply area of this hall",
        reason="The shop stands east of the bridge, where another hall supplies",
        remedy="Our first responder calls that hall for you and stays until they have taken it",
        until=None,
        place="",
        phones=(),
        taken=Taken(how=Confirmation.SIGNED, at=datetime(2026, 11, 5, 10, 20)),
    )
    return dataclasses.replace(facts, **changes)


def referral(**changes: Any) -> ReferralFacts:
    """A burnt switch inside an estate, for its property manager."""
    facts = ReferralFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference=CASE,
        lookup_code=CODE,
        matters=("单元总闸烧坏，一栋楼停电", "要求尽快恢复供电"),
        to="望江花园物业服务中心",
        to_phone="0999-5550177",
        to_address="望江路90号望江花园3栋一层",
        to_hours="每天8:00–20:00",
        bring=("房屋门牌号", "故障现象和时间"),
        called="物业值班主任钱师傅",
        called_at=datetime(2026, 11, 3, 10, 5),
        said="已知道情况，电工十点半到现场",
        why="产权分界点以下的小区内部线路，由物业维修。我们查清分界点，并跟到恢复供电",
        responder="方晓岚",
        responder_phone="0999-5550123",
        ask_by=date(2026, 11, 5),
    )
    return dataclasses.replace(facts, **changes)


def referral_en(**changes: Any) -> ReferralFacts:
    """The same slip in English."""
    facts = dataclasses.replace(
        referral(),
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        matters=("The main switch of the building burnt out", "We want the power back"),
        to="Wangjiang Garden property services",
        to_address="90 Wangjiang Road, building 3",
        to_hours="every day, 8:00 to 20:00",
        bring=("Your building and flat number", "What happened and when"),
        called="Mr Qian, duty manager",
        said="He knows; his electrician will be there by 10:30",
        why="Wiring inside the estate is mended by its property manager",
        responder="Fang Xiaolan",
    )
    return dataclasses.replace(facts, **changes)


def chain(**changes: Any) -> ChainFacts:
    """A case that was handed over, came back, and was referred."""
    facts = ChainFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference=CASE,
        received_at=datetime(2026, 11, 3, 9, 55),
        channel=Channel.WALK_IN,
        responder="方晓岚（工号1023）",
        holder="石小川（工号1044）",
        scope="外单位",
        standing="核查中",
        done=("受理",),
        present="答复",
        to_come=("函件", "办结"),
        matters=("单元总闸烧坏，一栋楼停电",),
        spans=(
            SpanFacts(
                who="方晓岚（工号1023）",
                since=datetime(2026, 11, 3, 9, 55),
                until=datetime(2026, 11, 3, 10, 30),
                how="登记受理",
            ),
            SpanFacts(
                who="石小川（工号1044）", since=datetime(2026, 11, 3, 10, 30), how="接收移交"
            ),
        ),
        events=(
            EventFacts(
                at=datetime(2026, 11, 3, 10, 5),
                who="方晓岚（工号1023）",
                what="提出移交",
                text=("移交给：石小川", "已告知客户：下午电话联系"),
            ),
            EventFacts(at=datetime(2026, 11, 3, 17, 30), who="", what="约定联系逾期"),
        ),
        printed_at=datetime(2026, 11, 4, 8, 30),
        printed_by="方晓岚（工号1023）",
    )
    return dataclasses.replace(facts, **changes)


def chain_en(**changes: Any) -> ChainFacts:
    """The same chain in English, with nothing done yet."""
    facts = dataclasses.replace(
        chain(), language="en", unit=UNIT_EN, reader=READER_EN, events=(), scope=""
    )
    return dataclasses.replace(facts, **changes)
