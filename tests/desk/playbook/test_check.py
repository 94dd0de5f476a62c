"""What entries say of each other: each rule of the check, broken once."""

from pathlib import Path

import pytest

from desk.enums import Topic
from desk.playbook.base import Entry
from desk.playbook.check import cross_check
from desk.playbook.load import check, load
from desk.playbook.playbook import Playbook
from tests.desk.playbook.packs import PROCEDURE, script, site

ARTICLE = """
[[article]]
id = "old_rule"
law = "旧办法"
article = "第九条"
confidence = "secondary"
valid_from = 2000-01-01
valid_to = 2020-12-31
source = [{ body = "某部", title = "旧办法", year = 2000 }]
text = "旧规定的大意。"
"""
KEYWORD = """
[[keyword]]
id = "own"
topic = "queueing"
weight = 6
words = ["排长龙"]
"""
LIMIT = """
[[limit]]
id = "own"
label = "答复"
clock = "reply"
amount = 5
unit = "working_days"
text = "内部掌握。"
"""
GATE = """
[[gate]]
id = "own"
label = "核对"
topics = ["queueing"]
conclusions = ["unsubstantiated"]
checks = [{ id = "a", label = "查", how = "查" }]
why = "要查。"
"""
CLOSING = """
[[closing]]
id = "own"
kinds = ["complaint"]
letters = []
approval = false
follow_up = false
why = "另有安排。"
"""
STEP = """
[[handling_step]]
id = "seventh"
track = "six"
order = 8
label = "多一步"
how = ["做"]
"""

BROKEN = {
    "a control character": (script(text="请稍\\u0007候。"), "script own", "控制字符"),
    "an empty text": (script(text=""), "script own", "没有写内容"),
    "blanks for a text": (script(title="  "), "script own", "没有写内容"),
    "an end before the beginning": (
        script() + "valid_to = 2025-01-01\n",
        "script own",
        "早于生效",
    ),
    "version nought": (script() + "version = 0\n", "script own", "从1数起"),
    "verified by nobody": (script() + 'confidence = "verified"\n', "script own", "没有来源"),
    "verified by an undated paper": (
        script() + 'confidence = "verified"\nsource = ["csg_promises"]\n',
        "script own",
        "写明年份",
    ),
    "a figure out of the air": (script(text="3个工作日内答复您。"), "script own", "没有来源的数字"),
    "an article out of the air": (
        script(text="依据《神奇法》第八条办理。"),
        "script own",
        "条款库里没有",
    ),
    "an article out of force": (
        ARTICLE + script(text="按《旧办法》第九条办。"),
        "script own",
        "已经失效",
    ),
    "an article nobody read": (
        ARTICLE.replace('"secondary"', '"default"'),
        "article old_rule",
        "没有核对过原文",
    ),
    "a weight beyond the scale": (
        KEYWORD.replace("weight = 6", "weight = 99"),
        "keyword own",
        "权重",
    ),
    "a word of one character": (KEYWORD.replace("排长龙", "排"), "keyword own", "太短"),
    "a word that is there already": (
        KEYWORD.replace("排长龙", "排队"),
        "keyword own",
        "已经有了",
    ),
    "no words": (KEYWORD.replace('"排长龙"', ""), "keyword own", "空的"),
    "two limits of equal right": (LIMIT, "limit own", "同样的情形"),
    "a limit of nought": (
        LIMIT.replace("amount = 5", 'amount = 0\nkinds = ["praise"]\nrank = 3'),
        "limit own",
        "至少为1",
    ),
    "a clock in months": (
        LIMIT.replace("working_days", "months").replace("amount", "rank = 3\namount"),
        "limit own",
        "不能用这个单位",
    ),
    "a gate that shuts nothing": (
        GATE.replace('conclusions = ["unsubstantiated"]', "conclusions = []"),
        "gate own",
        "空的",
    ),
    "a gate with one check twice": (
        GATE.replace("checks = [", 'checks = [{ id = "a", label = "查", how = "查" }, '),
        "gate own",
        "编号重复",
    ),
    "closing rules that tie": (CLOSING, "closing own", "分不出先后"),
    "a step too many": (STEP, "handling_step six", "没有从1编到"),
    "a procedure that names no question": (
        PROCEDURE.replace('{ who = "agent" }', '{ whom = "agent" }'),
        "procedure own_business",
        "没有“whom”这个问题",
    ),
    "a procedure that names no answer": (
        PROCEDURE.replace('{ who = "agent" }', '{ who = "uncle" }'),
        "procedure own_business",
        "没有“uncle”这个答案",
    ),
    "a question without effect": (
        PROCEDURE.replace(', when = { who = "agent" }', ""),
        "procedure own_business",
        "没有内容取决于",
    ),
    "a group nobody described": (
        PROCEDURE.replace('form = "original" },', 'form = "original", any_of = "ids" },', 1),
        "procedure own_business",
        "没有“ids”这个分组",
    ),
    "a copy without a number": (
        PROCEDURE.replace('form = "original" },', 'form = "copy" },', 1),
        "procedure own_business",
        "份数",
    ),
    "a paper later without a promise": (
        PROCEDURE.replace(
            'form = "original" },', 'form = "original", acceptable_later = true },', 1
        ),
        "procedure own_business",
        "承诺内容",
    ),
    "a figure in a step nobody proved": (
        PROCEDURE.replace('text = "申请"', 'text = "申请后3个工作日勘查"'),
        "procedure own_business",
        "没有来源的数字",
    ),
    "a limit that claims a proof": (
        PROCEDURE.replace(
            'limits = [{ text = "以公示为准", confidence = "default"',
            'limits = [{ text = "五天", confidence = "verified"',
        ),
        "procedure own_business",
        "没有来源",
    ),
    "a basis that is no article": (
        PROCEDURE + 'basis = ["nowhere"]\n',
        "procedure own_business",
        "没有“nowhere”这一条款",
    ),
    "a basis out of force": (
        PROCEDURE + 'basis = ["supply_rules_1996_79"]\n',
        "procedure own_business",
        "已经失效",
    ),
    "no steps": (
        PROCEDURE.replace('steps = [{ text = "申请", who = "客户" }]', "steps = []"),
        "procedure own_business",
        "空的",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_that_is_broken_names_file_and_entry(tmp_path: Path, name: str) -> None:
    text, entry, reason = BROKEN[name]
    found = check(site(tmp_path, text))
    fitting = [p for p in found if p.entry == entry and reason in p.reason]
    assert fitting, [str(problem) for problem in found]
    if not entry.startswith("handling_step"):
        assert fitting[0].file == "own.toml"


def test_the_small_packs_of_these_tests_are_sound_themselves(tmp_path: Path) -> None:
    sound = script() + PROCEDURE + ARTICLE + KEYWORD + GATE
    assert [str(problem) for problem in check(site(tmp_path, sound))] == []


@pytest.mark.parametrize(
    ("kind", "entry_id", "reason"),
    [
        ("topic", Topic.QUEUEING, "缺少这个投诉主题"),
        ("mood", "venting", "缺少这个条目"),
        ("scope", "unclear", "缺少这个条目"),
        ("limit", "reply", "适用于各类工单"),
        ("procedure", "meter_test", "没有“meter_test”这项业务"),
        ("article", "power_law_44", "没有“power_law_44”这一条款"),
    ],
)
def test_what_is_missing_is_missed(kind: str, entry_id: str, reason: str) -> None:
    found = cross_check(_without(load(), kind, entry_id))
    assert any(reason in problem.reason for problem in found), found


def test_a_case_that_no_closing_rule_fits_is_named() -> None:
    (found,) = cross_check(_without(load(), "closing", "any", "praise"))
    assert "没有规定praise" in found.reason


@pytest.mark.parametrize("kind", ["keyword", "script"])
def test_a_topic_without_words_or_script_is_named(kind: str) -> None:
    shipped = load()
    left_out = [
        key for key, entry in shipped.tables[kind].items() if getattr(entry, "topic", "") == "other"
    ]
    found = cross_check(_without(shipped, kind, *left_out))
    assert {problem.entry for problem in found} == {"topic other"}


def _without(playbook: Playbook, kind: str, *left_out: str) -> Playbook:
    tables: dict[str, dict[str, Entry]] = {
        name: {key: entry for key, entry in table.items() if name != kind or key not in left_out}
        for name, table in playbook.tables.items()
    }
    return Playbook(tables, playbook.origins, "")
