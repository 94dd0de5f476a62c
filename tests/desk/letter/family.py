"""Made-up facts for the letters beside the reply, and every kind of letter, short and long."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from desk.enums import (
    CaseKind,
    Channel,
    Conclusion,
    Confirmation,
    LetterKind,
    PartyRole,
    PointKind,
    RemedyBy,
)
from desk.letter.facts import (
    AddedFacts,
    CommitmentFacts,
    FollowUpCardFacts,
    HandedFacts,
    HoldingFacts,
    LetterFacts,
    PartyFacts,
    PointFacts,
    PromiseFacts,
    RaisedFacts,
    RegistrationRecordFacts,
    ReplyFacts,
    SentFacts,
    SupplementaryReplyFacts,
    Taken,
    TerminationFacts,
)
from tests.desk.letter import samples, slips
from tests.desk.letter.samples import POINTS, POINTS_EN, READER, READER_EN, UNIT, UNIT_EN, changed

CASE = "HD01-20261103-0007"
CODE = "7KQ4-M2WX"
AT = datetime(2026, 11, 3, 9, 55)


def record(**changes: Any) -> RegistrationRecordFacts:
    """The record of the case of `samples.reply`, not yet signed."""
    facts = RegistrationRecordFacts(
        language="zh_CN",
        unit=UNIT,
        reader=samples.reader(account="0099123453217", address="云桥区柳荫里3幢2单元502室"),
        case_reference=CASE,
        lookup_code=CODE,
        kind=CaseKind.COMPLAINT,
        channel=Channel.WALK_IN,
        received_at=AT,
        registered_at=datetime(2026, 11, 3, 10, 2),
        registered_by="方晓岚（工号 1023）",
        responder="方晓岚（工号 1023）",
        responder_phone="0999-5550123",
        parties=(
            PartyFacts(role=PartyRole.COMPLAINANT, name="沈听澜", phone="19900000042"),
            PartyFacts(
                role=PartyRole.REPRESENTATIVE,
                name="沈怀瑾",
                phone="19900000043",
                basis="授权委托书",
            ),
        ),
        narrative="我们家平时一个月二百来度电，十月份一下子四百三十度，家里什么都没添。\n"
        "十一月三号我来问，在窗口站了四十分钟没人理。你们给我把表校一校，要不要另外交钱？",
        points=tuple(
            RaisedFacts(position=one.position, kind=one.kind, matter=one.matter) for one in POINTS
        ),
        remedy_sought="把表校准，多收的电费退还",
        expected_by=date(2026, 11, 10),
        told="先到现场核对表号和接线，再送检定",
        contact_by=datetime(2026, 11, 4, 9, 55),
        reply_by=date(2026, 11, 10),
        papers=(
            HandedFacts(name="十月电费账单"),
            HandedFacts(
                name="居民身份证",
                original=True,
                returned_on=date(2026, 11, 3),
                returned_to="沈听澜",
            ),
        ),
        added=(AddedFacts(on=date(2026, 11, 4), text="十二日夜里停过一次电。"),),
        dialect="沔阳话",
    )
    return dataclasses.replace(facts, **changes)


def record_en(**changes: Any) -> RegistrationRecordFacts:
    """The same record in English, confirmed by reading aloud."""
    facts = record(
        language="en",
        unit=UNIT_EN,
        reader=dataclasses.replace(READER_EN, account="0099123453217"),
        registered_by="Fang Xiaolan (staff no. 1023)",
        responder="Fang Xiaolan (staff no. 1023)",
        parties=(PartyFacts(role=PartyRole.COMPLAINANT, name="Shen Tinglan", phone="19900000042"),),
        narrative="We use about 210 kWh a month. The October bill says 430, and we have bought "
        "nothing new. Have the meter tested. Will that cost me anything?",
        points=tuple(
            RaisedFacts(position=one.position, kind=one.kind, matter=one.matter)
            for one in POINTS_EN
        ),
        remedy_sought="A tested meter, and what was charged too much returned",
        told="We check the meter at your home first",
        papers=(HandedFacts(name="October bill"), HandedFacts(name="Contract", original=True)),
        added=(),
        dialect="",
        interpreter="Tang Yi",
        taken=Taken(
            how=Confirmation.READ_ALOUD, at=datetime(2026, 11, 3, 10, 5), witness="Shi Xiaochuan"
        ),
    )
    return dataclasses.replace(facts, **changes)


def holding(**changes: Any) -> HoldingFacts:
    """That the laboratory needs longer."""
    facts = HoldingFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference=CASE,
        lookup_code=CODE,
        received_at=AT,
        channel=Channel.WALK_IN,
        responder="方晓岚（工号 1023）",
        responder_phone="0999-5550123",
        matters=tuple(point.matter for point in POINTS[:2]),
        promised=date(2026, 11, 10),
        reason="电能表已送市计量检定机构，检定排队到11月18日，没有检定结果就不能判断示数是否准确。",
        done="11月4日到现场核对了表号、接线和示数，11月5日把电能表送检，并为您装上了备用表。",
        until=date(2026, 11, 20),
    )
    return dataclasses.replace(facts, **changes)


def holding_en(**changes: Any) -> HoldingFacts:
    """The same in English."""
    facts = holding(
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        responder="Fang Xiaolan (staff no. 1023)",
        matters=tuple(point.matter for point in POINTS_EN[:2]),
        reason="Your meter is with the city's laboratory, which can test it on 18 November at the "
        "earliest. Without the result we cannot say whether it was right.",
        done="On 4 November we checked the meter and its wiring at your home. On 5 November we "
        "sent the meter away and fitted a spare one.",
    )
    return dataclasses.replace(facts, **changes)


def termination(**changes: Any) -> TerminationFacts:
    """That nothing more is owed after two answers."""
    facts = TerminationFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference=CASE,
        lookup_code=CODE,
        received_at=AT,
        responder="方晓岚（工号 1023）",
        matters=tuple(point.matter for point in POINTS[:2]),
        answers=(
            SentFacts(number="云供客复〔2026〕17号", on=date(2026, 11, 6)),
            SentFacts(number="云供客复〔2026〕23号", on=date(2026, 11, 8)),
        ),
        reason="电能表经检定合格，退补已按规定办完；您仍要求按全年电费十倍赔偿，超出规定和合同约定。",
        ways="仍有异议的，可以拨打12398能源监管热线，向国家能源局派出机构申诉。",
    )
    return dataclasses.replace(facts, **changes)


def termination_en(**changes: Any) -> TerminationFacts:
    """The same in English."""
    facts = termination(
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        responder="Fang Xiaolan (staff no. 1023)",
        matters=tuple(point.matter for point in POINTS_EN[:2]),
        reason="The laboratory found the meter within its limits and what was due was paid back. "
        "Ten times the bill of the year goes beyond the rules and the contract.",
        ways="If you still disagree, you can call the energy regulator's line 12398.",
    )
    return dataclasses.replace(facts, **changes)


def commitment(**changes: Any) -> CommitmentFacts:
    """Two promises."""
    facts = CommitmentFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference=CASE,
        lookup_code=CODE,
        received_at=AT,
        promises=(
            PromiseFacts(
                what="将检定结果书面送达您本人",
                owner="营销部计量班",
                due_on=date(2026, 11, 27),
                matter="请求校验电能表",
            ),
            PromiseFacts(
                what="上门演示查看每日用电量的方法", owner="方晓岚", due_on=date(2026, 12, 4)
            ),
        ),
        contact_person="方晓岚",
        contact_phone="0999-5550123",
    )
    return dataclasses.replace(facts, **changes)


def commitment_en(**changes: Any) -> CommitmentFacts:
    """The same in English."""
    facts = commitment(
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        promises=(
            PromiseFacts(
                what="Bring you the result of the test in writing",
                owner="Metering team",
                due_on=date(2026, 11, 27),
                matter="Have the meter tested",
            ),
            PromiseFacts(
                what="Show you at home how to read the daily figures",
                owner="Fang Xiaolan",
                due_on=date(2026, 12, 4),
            ),
        ),
        contact_person="Ms Fang",
    )
    return dataclasses.replace(facts, **changes)


def card(**changes: Any) -> FollowUpCardFacts:
    """The card after `samples.reply`."""
    facts = FollowUpCardFacts(
        language="zh_CN",
        unit=UNIT,
        reader=READER,
        case_reference=CASE,
        lookup_code=CODE,
        received_at=AT,
        matters=tuple(point.matter for point in POINTS),
        letter_number="云供客复〔2026〕17号",
        letter_date=date(2026, 11, 10),
        return_by=date(2026, 11, 20),
    )
    return dataclasses.replace(facts, **changes)


def card_en(**changes: Any) -> FollowUpCardFacts:
    """The same in English, where no letter was written."""
    facts = card(
        language="en",
        unit=UNIT_EN,
        reader=READER_EN,
        matters=tuple(point.matter for point in POINTS_EN),
        letter_number="",
        letter_date=None,
    )
    return dataclasses.replace(facts, **changes)


def summary(**changes: Any) -> ReplyFacts:
    """A short reply: one request granted, one question explained."""
    points = (changed(POINTS[1], position=1), changed(POINTS[2], position=2))
    facts = samples.reply(
        points=points, account_of_matter="", advice=(), result="两项事项均已核实。"
    )
    return dataclasses.replace(facts, **changes)


def summary_en(**changes: Any) -> ReplyFacts:
    """The same in English."""
    points = (changed(POINTS_EN[1], position=1), changed(POINTS_EN[2], position=2))
    facts = samples.reply_en(
        points=points, account_of_matter="", advice=(), result="Both points are settled."
    )
    return dataclasses.replace(facts, **changes)


def _more(facts: ReplyFacts, **changes: Any) -> SupplementaryReplyFacts:
    known = {field.name: getattr(facts, field.name) for field in dataclasses.fields(facts)}
    return SupplementaryReplyFacts(**known | changes)


def supplementary(**changes: Any) -> SupplementaryReplyFacts:
    """The second point of `samples.reply` again, after the test."""
    tested = changed(
        POINTS[1],
        finding="11月7日检定完毕，电能表误差为正百分之三点一，超出规定范围。",
        remedy="已换上新表，多计的电费全部退还",
        due_on=None,
        done_on=date(2026, 11, 8),
        amount_fen=3280,
        amount_way="原路退回缴费账户",
    )
    facts = _more(
        samples.reply(points=(tested,), result="", advice=(), account_of_matter=""),
        earlier_number="云供客复〔2026〕17号",
        earlier_date=date(2026, 11, 6),
        correction="原答复第二项写明校验结果另行送达，现检定结果已经出来，结论和退费金额补充如下。",
    )
    return dataclasses.replace(facts, **changes)


def supplementary_en(**changes: Any) -> SupplementaryReplyFacts:
    """The same in English."""
    tested = changed(
        POINTS_EN[1],
        finding="The test on 7 November found the meter 3.1 per cent fast, more than allowed.",
        remedy="A new meter is fitted and what was charged too much is returned",
        due_on=None,
        done_on=date(2026, 11, 8),
        amount_fen=3280,
        amount_way="to the account you pay from",
    )
    facts = _more(
        samples.reply_en(points=(tested,), result="", advice=(), account_of_matter=""),
        earlier_number="YQ〔2026〕17号",
        earlier_date=date(2026, 11, 6),
        correction="Our reply promised you the result of the test. Here it is, with the amount "
        "that comes back to you.",
    )
    return dataclasses.replace(facts, **changes)


Make = Callable[..., LetterFacts]
SHORT: dict[tuple[LetterKind, str], Make] = {
    (LetterKind.ACKNOWLEDGEMENT, "zh_CN"): samples.acknowledgement,
    (LetterKind.ACKNOWLEDGEMENT, "en"): samples.acknowledgement_en,
    (LetterKind.REGISTRATION_RECORD, "zh_CN"): record,
    (LetterKind.REGISTRATION_RECORD, "en"): record_en,
    (LetterKind.NOTICE, "zh_CN"): samples.notice,
    (LetterKind.NOTICE, "en"): samples.notice_en,
    (LetterKind.POSTPONEMENT, "zh_CN"): slips.postponement,
    (LetterKind.POSTPONEMENT, "en"): slips.postponement_en,
    (LetterKind.REFERRAL, "zh_CN"): slips.referral,
    (LetterKind.REFERRAL, "en"): slips.referral_en,
    (LetterKind.HOLDING, "zh_CN"): holding,
    (LetterKind.HOLDING, "en"): holding_en,
    (LetterKind.REPLY, "zh_CN"): samples.reply,
    (LetterKind.REPLY, "en"): samples.reply_en,
    (LetterKind.SUMMARY_REPLY, "zh_CN"): summary,
    (LetterKind.SUMMARY_REPLY, "en"): summary_en,
    (LetterKind.SUPPLEMENTARY_REPLY, "zh_CN"): supplementary,
    (LetterKind.SUPPLEMENTARY_REPLY, "en"): supplementary_en,
    (LetterKind.COMMITMENT, "zh_CN"): commitment,
    (LetterKind.COMMITMENT, "en"): commitment_en,
    (LetterKind.TERMINATION, "zh_CN"): termination,
    (LetterKind.TERMINATION, "en"): termination_en,
    (LetterKind.FOLLOW_UP_CARD, "zh_CN"): card,
    (LetterKind.FOLLOW_UP_CARD, "en"): card_en,
}
"""Every kind of letter in both languages, with facts as they usually are."""


def _sentence(language: str, number: int) -> str:
    if language == "en":
        return (
            f"In step {number} we compared the readings of the meter at the house with the record, "
            "spoke to the neighbours and looked at every bill of the last twelve months."
        )
    return (
        f"第{number}步，工作人员到现场抄录示数，与系统档案逐项核对，走访了左右邻居，"
        "调取了最近十二个月的每一张账单和用电信息采集数据，没有遗漏。"
    )


def _text(language: str, count: int) -> str:
    return "\n".join(_sentence(language, number) for number in range(1, count + 1))


def _matter(language: str, number: int) -> str:
    if language == "en":
        return f"Matter {number}: the bill of that month is higher than it was in the year before"
    return f"第{number}件事，当月电费比上一年同期高出许多，原因不明"


def _point(language: str, number: int, sentences: int) -> PointFacts:
    return PointFacts(
        position=number,
        matter=_matter(language, number),
        kind=PointKind.QUESTION,
        finding=_text(language, sentences) + f"\n[{number}]",
        conclusion=Conclusion.EXPLAINED,
        explanation=_sentence(language, number),
        remedy=_sentence(language, 100 + number),
        remedy_by=RemedyBy.CUSTOMER,
    )


def long(kind: LetterKind, language: str) -> LetterFacts:
    """The facts of a kind where everything that can be long is long."""
    facts = SHORT[kind, language]()
    matters = tuple(_matter(language, number) for number in range(1, 13))
    changes: dict[str, Any] = {}
    if isinstance(facts, ReplyFacts):
        changes = {
            "points": tuple(_point(language, n, 1 + n % 4) for n in range(1, 13)),
            "result": _text(language, 2),
            "advice": tuple(_sentence(language, n) for n in range(1, 5)),
        }
    elif isinstance(facts, RegistrationRecordFacts):
        changes = {
            "narrative": _text(language, 12),
            "points": tuple(
                RaisedFacts(position=n, kind=PointKind.QUESTION, matter=one)
                for n, one in enumerate(matters, 1)
            ),
            "told": _text(language, 2),
            "papers": tuple(HandedFacts(name=one, copies=2) for one in matters),
        }
    elif isinstance(facts, HoldingFacts):
        changes = {
            "matters": matters,
            "reason": _text(language, 4),
            "done": _text(language, 10),
        }
    elif isinstance(facts, TerminationFacts):
        changes = {"matters": matters, "reason": _text(language, 6)}
    elif isinstance(facts, CommitmentFacts):
        changes = {
            "promises": tuple(
                PromiseFacts(
                    what=_sentence(language, n),
                    owner="Metering team" if language == "en" else "营销部计量班",
                    due_on=date(2026, 12, n),
                    matter=one,
                )
                for n, one in enumerate(matters, 1)
            )
        }
    elif hasattr(facts, "matters"):
        changes = {"matters": matters}
    elif hasattr(facts, "materials"):
        names = tuple(samples.material(name=one) for one in matters)
        changes = {"materials": names, "steps": tuple(_sentence(language, n) for n in range(1, 7))}
    else:
        changes = {"reason": _text(language, 6), "remedy": _text(language, 4)}
    return dataclasses.replace(facts, **changes)


LONG: dict[tuple[LetterKind, str], LetterFacts] = {key: long(*key) for key in SHORT}
"""Every kind of letter in both languages, with far more to say than usual."""
