"""What is asked of a playbook: limits, closing rules, gates, articles, scripts, outcomes."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from desk.enums import CaseKind, Cause, Channel, ClockKind, Conclusion, LetterKind, PointKind, Topic
from desk.playbook.base import Unit
from desk.playbook.entries import Outcome, PhraseKind, Track
from desk.playbook.load import load
from desk.playbook.playbook import outcome_of
from desk.refusals import Refusal
from tests.desk.playbook.packs import site

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("clock", "kind", "channel", "amount", "unit"),
    [
        (ClockKind.FIRST_CONTACT, CaseKind.COMPLAINT, Channel.WALK_IN, 24, Unit.HOURS),
        (ClockKind.REPLY, CaseKind.COMPLAINT, Channel.WALK_IN, 5, Unit.WORKING_DAYS),
        (ClockKind.REPLY, CaseKind.COMPLAINT, Channel.FROM_12398, 5, Unit.WORKING_DAYS),
        (ClockKind.REPLY, CaseKind.COMPLAINT, Channel.FROM_95598, 4, Unit.WORKING_DAYS),
        (ClockKind.REPLY, CaseKind.COMPLAINT, Channel.FROM_12345, 7, Unit.CALENDAR_DAYS),
        (ClockKind.REPLY, CaseKind.INQUIRY, Channel.WALK_IN, 2, Unit.WORKING_DAYS),
        (ClockKind.REPLY, CaseKind.REPORT, Channel.LETTER, 9, Unit.WORKING_DAYS),
        (ClockKind.CEILING, CaseKind.COMPLAINT, Channel.WALK_IN, 10, Unit.WORKING_DAYS),
        (ClockKind.FOLLOW_UP, CaseKind.COMPLAINT, Channel.WALK_IN, 1, Unit.WORKING_DAYS),
    ],
)
def test_the_narrowest_limit_rules(
    clock: ClockKind, kind: CaseKind, channel: Channel, amount: int, unit: Unit
) -> None:
    limit = load().limit_for(clock, kind=kind, channel=channel, day=DAY)
    assert limit is not None
    assert (limit.amount, limit.unit) == (amount, unit)


def test_no_case_of_any_kind_is_without_reply_and_contact() -> None:
    for clock, kind, channel in product(
        (ClockKind.FIRST_CONTACT, ClockKind.REPLY, ClockKind.CEILING), CaseKind, Channel
    ):
        assert load().limit_for(clock, kind=kind, channel=channel, day=DAY) is not None


def test_a_promised_contact_has_no_limit_of_its_own() -> None:
    limit = load().limit_for(
        ClockKind.PROMISED_CONTACT, kind=CaseKind.COMPLAINT, channel=Channel.WALK_IN, day=DAY
    )
    assert limit is None


def test_a_limit_not_yet_in_force_does_not_rule() -> None:
    limit = load().limit_for(
        ClockKind.REPLY, kind=CaseKind.COMPLAINT, channel=Channel.WALK_IN, day=date(2020, 12, 31)
    )
    assert limit is None


def test_a_site_limit_for_a_topic_goes_before_ours(tmp_path: Path) -> None:
    text = """
[[limit]]
id = "own_queue"
label = "排队"
clock = "reply"
topics = ["queueing"]
amount = 1
unit = "working_days"
text = "当天答复。"
"""
    playbook = load(site=site(tmp_path, text))
    amounts = {
        topic: limit.amount
        for topic in (Topic.QUEUEING, Topic.METER_READING)
        if (
            limit := playbook.limit_for(
                ClockKind.REPLY,
                kind=CaseKind.COMPLAINT,
                channel=Channel.WALK_IN,
                topic=topic,
                day=DAY,
            )
        )
    }
    assert amounts == {Topic.QUEUEING: 1, Topic.METER_READING: 5}


ANSWERS = (LetterKind.REPLY, LetterKind.SUMMARY_REPLY)


@pytest.mark.parametrize(
    ("kind", "channel", "outcome", "letters", "approval", "follow_up"),
    [
        (CaseKind.COMPLAINT, Channel.WALK_IN, Outcome.UPHELD, ANSWERS, True, True),
        (CaseKind.COMPLAINT, Channel.WALK_IN, Outcome.AT_WINDOW, ANSWERS, True, True),
        (CaseKind.INQUIRY, Channel.WALK_IN, Outcome.AT_WINDOW, (), False, False),
        (CaseKind.INQUIRY, Channel.PHONE, Outcome.EXPLAINED, (), False, True),
        (CaseKind.INQUIRY, Channel.LETTER, Outcome.EXPLAINED, (LetterKind.REPLY,), True, False),
        (CaseKind.INQUIRY, Channel.FROM_12345, Outcome.AT_WINDOW, (LetterKind.REPLY,), True, True),
        (CaseKind.REPORT, Channel.WALK_IN, Outcome.UPHELD, (LetterKind.REPLY,), True, False),
        (CaseKind.SERVICE_REQUEST, Channel.WALK_IN, Outcome.UPHELD, (), False, True),
        (
            CaseKind.SERVICE_REQUEST,
            Channel.WALK_IN,
            Outcome.NOT_UPHELD,
            (LetterKind.REPLY,),
            True,
            True,
        ),
        (CaseKind.PRAISE, Channel.FROM_12345, Outcome.EXPLAINED, (), False, False),
    ],
)
def test_what_a_case_needs_before_it_closes(
    kind: CaseKind,
    channel: Channel,
    outcome: Outcome,
    letters: tuple[LetterKind, ...],
    approval: bool,
    follow_up: bool,
) -> None:
    rule = load().closing_for(kind, channel, outcome, DAY)
    assert (rule.letters, rule.approval, rule.follow_up) == (letters, approval, follow_up)


def test_every_case_has_a_closing_rule() -> None:
    for kind, channel, outcome in product(CaseKind, Channel, Outcome):
        assert len(load().closing_rules(kind, channel, outcome, DAY)) == 1


@pytest.mark.parametrize(
    ("conclusions", "at_window", "outcome"),
    [
        ([Conclusion.SUBSTANTIATED], False, Outcome.UPHELD),
        ([Conclusion.SUBSTANTIATED, Conclusion.GRANTED, Conclusion.EXPLAINED], False, "upheld"),
        ([Conclusion.UNSUBSTANTIATED, Conclusion.NOT_GRANTED], False, Outcome.NOT_UPHELD),
        ([Conclusion.UNSUBSTANTIATED, Conclusion.GRANTED], False, Outcome.PARTLY_UPHELD),
        ([Conclusion.PARTLY_SUBSTANTIATED], False, Outcome.PARTLY_UPHELD),
        ([Conclusion.EXPLAINED], False, Outcome.EXPLAINED),
        ([], False, Outcome.EXPLAINED),
        ([Conclusion.EXPLAINED], True, Outcome.AT_WINDOW),
    ],
)
def test_how_a_case_came_out(
    conclusions: list[Conclusion], at_window: bool, outcome: Outcome
) -> None:
    assert outcome_of(conclusions, at_window=at_window) == outcome


@pytest.mark.parametrize(
    ("topic", "kind", "matter", "gates"),
    [
        (Topic.METERING_BILLING, PointKind.ALLEGATION, "这个月电费翻了一倍", {"usage_surge"}),
        (Topic.METERING_BILLING, PointKind.QUESTION, "怎么会用不了这么多", {"usage_surge"}),
        (Topic.METERING_BILLING, PointKind.QUESTION, "峰谷电怎么办", set()),
        (Topic.METERING_BILLING, PointKind.REQUEST, "请退还多收的部分", {"bill_demand"}),
        (Topic.QUEUEING, PointKind.ALLEGATION, "电费翻了一倍还要排队", set()),
        (Topic.ARREARS_DISCONNECTION, PointKind.ALLEGATION, "没通知就停电", {"arrears_stop"}),
        (Topic.SERVICE_ATTITUDE, PointKind.ALLEGATION, "爱搭不理", {"attitude"}),
        (Topic.SERVICE_ATTITUDE, PointKind.REQUEST, "要求道歉", set()),
        (Topic.REPAIR_OVERDUE, PointKind.ALLEGATION, "三小时才到", {"repair_time"}),
        (Topic.SUPPLY_QUALITY, PointKind.ALLEGATION, "晚上电压低", {"voltage"}),
        (
            Topic.PLANNED_OR_TEMPORARY_OUTAGE,
            PointKind.ALLEGATION,
            "停电没有提前通知",
            {"outage_notice"},
        ),
    ],
)
def test_the_gates_a_point_stands_before(
    topic: Topic, kind: PointKind, matter: str, gates: set[str]
) -> None:
    assert {gate.id for gate in load().gates_for(topic, kind, matter, DAY)} == gates


def test_a_gate_may_go_by_cause(tmp_path: Path) -> None:
    text = """
[[gate]]
id = "own"
label = "设施"
topics = ["queueing"]
causes = ["facility"]
conclusions = ["unsubstantiated"]
checks = [{ id = "photo", label = "照片", how = "拍下来" }]
why = "要有照片。"
"""
    playbook = load(site=site(tmp_path, text))
    found = [
        [g.id for g in playbook.gates_for(Topic.QUEUEING, PointKind.ALLEGATION, "x", DAY, cause=c)]
        for c in (Cause.FACILITY, Cause.STAFF, None)
    ]
    assert found == [["own"], [], []]


def test_articles_of_a_topic_are_in_force_and_printable() -> None:
    near = load().articles_for(Topic.ARREARS_DISCONNECTION, DAY)
    assert "《电力供应与使用条例》第三十九条" in {article.cited for article in near}
    assert all(article.in_force(DAY) and article.printable for article in near)


def test_an_article_of_yesterday_cannot_be_cited() -> None:
    playbook = load()
    assert playbook.citable("supply_rules_1996_67", date(2024, 5, 31)).law.startswith("供电营业")
    with pytest.raises(Refusal, match="不能引用") as refused:
        playbook.citable("supply_rules_1996_67", date(2024, 6, 1))
    assert (refused.value.field, refused.value.code) == ("basis", "article_out_of_force")


def test_an_unknown_article_or_procedure_is_refused_with_a_way_on() -> None:
    with pytest.raises(Refusal, match="没有“nowhere”这一条款"):
        load().citable("nowhere", DAY)
    with pytest.raises(Refusal, match="meter_test"):
        load().procedure("nowhere")


def test_scripts_that_fit_the_matter_come_first() -> None:
    titles = [s.id for s in load().scripts_for(Topic.METERING_BILLING, "我要申请校验，表不准")]
    assert titles[0] == "meter_test"
    assert set(titles) == {s.id for s in load().scripts_for(Topic.METERING_BILLING)}


def test_the_tracks_are_in_order() -> None:
    assert [step.id for step in load().track(Track.SIX)] == [
        "listen",
        "apologise",
        "analyse",
        "propose",
        "execute",
        "follow",
    ]
    assert len(load().track(Track.CALMING)) == 7


def test_words_of_a_kind_are_given_once() -> None:
    words = load().words_of(PhraseKind.PUSH_AWAY, PhraseKind.BLAME)
    assert len(words) == len(set(words))
    assert {"不归我管", "我处理不了", "不知道", "不清楚"} <= set(words)
    assert not set(words) & set(load().words_of(PhraseKind.APOLOGY))


def test_standards_are_never_a_default_of_ours() -> None:
    everything = load().standards()
    assert everything
    assert all(limit.printable and limit.clock is None for limit in everything)
    assert {s.id for s in load().standards(Topic.QUEUEING)} == {"hall_payment", "hall_other"}


def test_a_cause_is_found_by_its_id() -> None:
    cause = load().cause(Topic.ARREARS_DISCONNECTION, "paid_but_stopped")
    assert cause is not None
    assert "先行恢复供电" in cause.steps[0]
    assert load().cause(Topic.QUEUEING, "paid_but_stopped") is None
