"""What the Chinese pack holds: every topic whole, nothing unproved in print, no bad manners."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

import pytest

from desk.enums import Conclusion, Mood, PointKind, Scope, Topic, Urgency
from desk.playbook import wording
from desk.playbook.base import Confidence, Entry, Source
from desk.playbook.entries import PhraseKind
from desk.playbook.load import load

DAY = date(2026, 11, 21)

CLASSES = {
    Topic.METERING_BILLING: {("营业投诉", "电能计量"), ("营业投诉", "电价电费")},
    Topic.METER_READING: {("营业投诉", "抄表催费")},
    Topic.SERVICE_ATTITUDE: {("服务投诉", "服务行为")},
    Topic.ARREARS_DISCONNECTION: {("营业投诉", "抄表催费")},
    Topic.EQUIPMENT_ENGINEERING: {("电网建设投诉", "供电设施"), ("电网建设投诉", "电力施工")},
    Topic.REPAIR_OVERDUE: {("停送电投诉", "抢修服务")},
    Topic.QUEUEING: {("服务投诉", "服务渠道")},
    Topic.PLANNED_OR_TEMPORARY_OUTAGE: {("停送电投诉", "信息公告"), ("停送电投诉", "停电执行")},
    Topic.SUPPLY_QUALITY: {("供电质量投诉", "电压质量"), ("供电质量投诉", "供电可靠性")},
}


def texts(value: object) -> Iterator[str]:
    """Every text in an entry, sources apart."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value) and not isinstance(value, Source):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def entries() -> Iterator[tuple[str, Entry]]:
    for kind, table in load().tables.items():
        for entry in table.values():
            yield kind, entry


@pytest.mark.parametrize("topic", Topic)
def test_a_topic_tells_all_that_a_clerk_needs(topic: Topic) -> None:
    entry = load().topics[topic]
    assert len(entry.ask) >= 3
    assert len(entry.rests_on) >= 3
    assert len(entry.causes) >= 3
    for cause in entry.causes:
        assert cause.steps, cause.id
        assert cause.company_duties, cause.id
        assert cause.customer_duties, cause.id
    assert load().scripts_for(topic)
    assert len(load().procedures_for(topic)) == len(entry.procedures)


@pytest.mark.parametrize("topic", CLASSES)
def test_topics_stand_in_their_95598_class(topic: Topic) -> None:
    assert {(c.level1, c.level2) for c in load().topics[topic].classes} == CLASSES[topic]


def test_nothing_unproved_is_printed_as_a_rule() -> None:
    playbook = load()
    assert all(article.printable for article in playbook.articles.values())
    assert all(limit.printable for limit in playbook.standards())
    figures = re.compile(r"\d+\s*(?:个)?(?:工作日|小时|分钟|天|日|元)")
    for script in playbook.scripts.values():
        assert script.printable or not figures.search(script.text), script.id


@pytest.mark.parametrize("limit", ["stop_notice_delivery", "stop_second_notice"])
def test_steps_whose_present_rule_was_not_read_stay_inside(limit: str) -> None:
    assert load().limits[limit].confidence is Confidence.DEFAULT


def test_the_rules_of_1996_are_no_longer_cited() -> None:
    old = [a for a in load().articles.values() if a.source[0].year == 1996 and "规则" in a.law]
    assert old
    assert all(article.valid_to == date(2024, 5, 31) for article in old)


def test_a_surge_in_usage_is_not_settled_from_a_chair() -> None:
    gate = load().gates["usage_surge"]
    assert [check.id for check in gate.checks] == [
        "site_check",
        "collection_data",
        "crossed_meters",
        "misreading",
    ]
    assert set(gate.conclusions) == {Conclusion.UNSUBSTANTIATED, Conclusion.EXPLAINED}
    assert not gate.kinds or PointKind.ALLEGATION in gate.kinds


@pytest.mark.parametrize("entry", ["live_wire", "fire", "medical_device"])
def test_an_emergency_says_whom_to_phone(entry: str) -> None:
    sensitive = load().sensitive[entry]
    assert sensitive.urgency is Urgency.EMERGENCY
    assert sensitive.call


@pytest.mark.parametrize("entry", ["usage_surge", "stopped_for_arrears", "frequent_outage"])
def test_the_early_warnings_are_there(entry: str) -> None:
    assert load().sensitive[entry].what_to_do


def test_moods_and_scopes_are_whole() -> None:
    assert set(load().moods) == set(Mood)
    assert set(load().scopes) == set(Scope)
    for scope in load().scopes.values():
        assert scope.required
        assert scope.say


def test_what_we_tell_clerks_to_say_keeps_our_own_rules() -> None:
    playbook = load()
    spoken = [script.text for script in playbook.scripts.values()]
    spoken += [say for mood in playbook.moods.values() for say in mood.say]
    spoken += [scope.say for scope in playbook.scopes.values()]
    spoken += [entry.say for entry in playbook.sensitive.values()]
    spoken += [line for topic in playbook.topics.values() for line in topic.advice]
    spoken += [
        phrase.instead
        for phrase in playbook.phrases_of(PhraseKind.PUSH_AWAY, PhraseKind.BLAME)
        if phrase.instead
    ]
    never = playbook.words_of(
        PhraseKind.PUSH_AWAY, PhraseKind.BLAME, PhraseKind.INTERROGATE, PhraseKind.INTERNAL
    )
    for text in spoken:
        assert wording.found(never, text) == (), text


def test_every_phrase_has_a_better_one() -> None:
    for phrase in load().phrases.values():
        assert phrase.instead, phrase.id
        assert phrase.why, phrase.id


def test_nothing_in_the_pack_names_a_person_or_a_number() -> None:
    phone = re.compile(r"(?<!\d)1\d{10}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")
    for kind, entry in entries():
        for text in texts(entry):
            assert not phone.search(text), (kind, entry.id)


def test_addresses_of_sources_are_the_issuers_own() -> None:
    for _kind, entry in entries():
        for source in entry.source:
            assert source.url == "" or ".gov.cn" in source.url or ".sgcc.com.cn" in source.url
