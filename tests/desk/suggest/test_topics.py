"""Topics, warnings and moods by example, each with the words that led to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import Grade, Lane, Mood, Topic, Urgency
from desk.playbook.load import load
from desk.suggest import Suggester, Suggestion, suggest
from desk.text import clean

SUGGESTER = Suggester(load())
WORDS = sorted({word for entry in load().keywords.values() for word in entry.words})
HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="，。？！；：、…  \n\t（）()1一第其次、.", max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
    st.lists(
        st.sampled_from(
            [*WORDS[:200], "[/x]", "{{", "<b>", "'; --", "\x1b[31m", "\u202e", "我要求", "？", "吗"]
        ),
        max_size=20,
    ).map("".join),
)


def made(text: str) -> Suggestion:
    return SUGGESTER.suggest(text)


@pytest.mark.parametrize(
    ("text", "topic", "reason"),
    [
        ("电费突然多了一倍", Topic.METERING_BILLING, "电费突然"),
        ("停电通知书塞门缝里没人签收", Topic.ARREARS_DISCONNECTION, "停电通知书"),
        ("不会看电表上的数", Topic.METER_READING, "不会看电表"),
        ("收了我二十块复电费", Topic.FEES_IRREGULAR, "复电费"),
        ("光伏上网电费没到账", Topic.RENEWABLE_SETTLEMENT, "光伏"),
        ("排队两小时过号", Topic.QUEUEING, "排队"),
        ("检修停电没有提前通知", Topic.PLANNED_OR_TEMPORARY_OUTAGE, "检修停电"),
        ("师傅态度恶劣骂人", Topic.SERVICE_ATTITUDE, "态度"),
        ("电压低灯泡发红不亮", Topic.SUPPLY_QUALITY, "电压低"),
        ("电线杆歪了快倒在我家房上", Topic.EQUIPMENT_ENGINEERING, "电线杆"),
        ("报修四个小时没人来修", Topic.REPAIR_OVERDUE, "报修"),
        ("充电桩申请一个月不装表", Topic.CONNECTION_INSTALLATION, "充电桩"),
        ("取消银行代扣", Topic.FEES_IRREGULAR, "代扣"),
        ("送一面锦旗", Topic.OTHER, "锦旗"),
    ],
)
def test_a_plain_word_leads_to_its_topic(text: str, topic: Topic, reason: str) -> None:
    best = made(text).topics[0]
    assert best.topic is topic
    assert reason in best.reasons


def test_a_word_inside_a_longer_one_does_not_count() -> None:
    (best, *others) = made("停电通知书").topics
    assert best.topic is Topic.ARREARS_DISCONNECTION
    assert others == []


def test_a_word_that_means_something_else_is_excused() -> None:
    assert all("漏电" not in hit.words for hit in made("漏电保护器坏了").sensitive)
    assert any("漏电" in hit.words for hit in made("楼道漏电").sensitive)


def test_nothing_known_is_other_without_a_reason() -> None:
    (only,) = made("今天天气真好").topics
    assert (only.topic, only.score, only.reasons) == (Topic.OTHER, 0.0, ())


def test_more_words_weigh_more() -> None:
    one, two = made("排队"), made("排队，又过号重新取号")
    assert two.topics[0].score > one.topics[0].score


def test_saying_it_again_does_not_weigh_more() -> None:
    assert made("排队排队排队").topics[0].score == made("排队").topics[0].score


def test_an_emergency_is_seen_as_one() -> None:
    found = made("门口电线断了掉地上，还冒火花")
    assert (found.urgency, found.lane, found.grade) == (
        Urgency.EMERGENCY,
        Lane.EMERGENCY,
        Grade.MAJOR,
    )
    assert {"live_wire", "fire"} <= {hit.entry.id for hit in found.sensitive}


def test_a_calm_question_is_not_an_emergency() -> None:
    found = made("请问阶梯电价怎么算")
    assert (found.urgency, found.lane, found.grade) == (
        Urgency.NORMAL,
        Lane.STANDARD,
        Grade.NORMAL,
    )


@pytest.mark.parametrize(
    "text",
    ["我家昨晚七点停电到现在没来电", "孩子写作业没电着急", "限电到几点，能不能早点来电"],
)
def test_power_that_is_off_until_now_strikes_nobody(text: str) -> None:
    assert made(text).sensitive == ()


def test_a_cable_that_struck_somebody_is_a_danger() -> None:
    assert "danger" in {hit.entry.id for hit in made("昨天修水管的让电到了一下").sensitive}


def test_somebody_old_goes_by_the_green_lane() -> None:
    assert made("家里就一个卧床的老人").lane is Lane.GREEN


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("叫你们领导出来，今天不给我解决没完", Mood.OVERBEARING),
        ("我查过规定，你们别想糊弄我", Mood.KNOW_IT_ALL),
        ("每次都这样，跑了好几趟，折腾死人", Mood.VENTING),
        ("电表不走了", None),
    ],
)
def test_a_mood_is_guessed_from_words(text: str, mood: Mood | None) -> None:
    assert made(text).mood is mood


def test_one_suggestion_without_a_suggester_is_the_same() -> None:
    text = "电费翻倍，你们来查一下"
    assert suggest(text, load()) == made(text)


def test_it_goes_into_json_with_words_for_enums() -> None:
    written = made("我家电费突然翻倍，请来人查一下").as_json()
    assert set(written) == {
        "topics",
        "sensitive",
        "points",
        "mood",
        "urgency",
        "grade",
        "lane",
    }
    assert written["points"] == [
        {"kind": "allegation", "matter": "我家电费突然翻倍"},
        {"kind": "request", "matter": "请来人查一下"},
    ]
    topics = written["topics"]
    assert isinstance(topics, list)
    assert topics[0]["topic"] == "metering_billing"


@given(HOSTILE)
def test_any_text_is_taken_and_every_reason_stands_in_it(text: str) -> None:
    found = made(text)
    kept = clean(text)
    assert found.topics
    for topic in found.topics:
        assert all(reason in kept for reason in topic.reasons)
        assert bool(topic.reasons) == (topic.score > 0)
    for hit in found.sensitive:
        assert hit.words
        assert all(word in kept for word in hit.words)
    assert all(word in kept for word in found.mood_words)
    scores = [topic.score for topic in found.topics if topic.reasons]
    assert scores == sorted(scores, reverse=True)


@given(HOSTILE)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert made(text) == made(text)
