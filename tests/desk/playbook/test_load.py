"""Loading packs: the shipped one, a site's own over it, and every way a file can be wrong."""

from pathlib import Path

import pytest

from desk.enums import Topic
from desk.i18n import use
from desk.playbook.load import SHOWN, check, load
from desk.playbook.procedure import Procedure
from desk.refusals import Refusal
from tests.desk.playbook.packs import PROCEDURE, script, site


def test_the_shipped_pack_is_sound() -> None:
    assert [str(problem) for problem in check()] == []


def test_it_is_read_once() -> None:
    assert load() is load("zh_CN")


def test_a_language_without_a_pack_gets_the_chinese_one() -> None:
    assert load("fr").fingerprint == load("zh_CN").fingerprint


def test_a_site_adds_an_entry(tmp_path: Path) -> None:
    playbook = load(site=site(tmp_path, script(text="本厅设有引导台。")))
    assert playbook.scripts["own"].text == "本厅设有引导台。"
    assert playbook.scripts["queueing"] == load().scripts["queueing"]
    assert playbook.origins["script", "own"].from_site
    assert not playbook.origins["script", "queueing"].from_site


def test_a_site_puts_its_own_entry_in_place_of_ours(tmp_path: Path) -> None:
    playbook = load(site=site(tmp_path, script(key="queueing", text="请到引导台取号。")))
    assert playbook.scripts["queueing"].text == "请到引导台取号。"
    assert playbook.fingerprint != load().fingerprint


def test_a_changed_site_file_is_read_again(tmp_path: Path) -> None:
    first = load(site=site(tmp_path, script(text="先来。")))
    again = load(site=site(tmp_path, script(text="先来后到，请取号。")))
    assert (first.scripts["own"].text, again.scripts["own"].text) == (
        "先来。",
        "先来后到，请取号。",
    )


def test_a_site_procedure_is_written_out_from_its_short_forms(tmp_path: Path) -> None:
    procedure = load(site=site(tmp_path, PROCEDURE)).procedures["own_business"]
    assert isinstance(procedure, Procedure)
    assert procedure.materials[1].when == ({"who": ("agent",)},)


def test_sources_are_written_out_from_their_keys(tmp_path: Path) -> None:
    text = script().replace("title =", 'source = ["power_law 第四十四条"]\ntitle =')
    (source,) = load(site=site(tmp_path, text)).scripts["own"].source
    assert source.cited == "《中华人民共和国电力法》第四十四条"
    assert source.year == 2018


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    site(tmp_path, script())
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "own" in load(site=tmp_path).scripts


BAD = {
    "a missing field": (script().replace('title = "排队"\n', ""), "title", "缺这一项"),
    "an unknown field": (script() + 'titel = "x"\n', "titel", "请核对拼写"),
    "text for a number": (script() + 'version = "2"\n', "version", "应当是整数"),
    "a number for text": (script().replace('"排队"', "7"), "title", "引号里的文字"),
    "a yes for a number": (script() + "version = true\n", "version", "应当是整数"),
    "an impossible date": (script() + 'valid_to = "2026-02-30"\n', "valid_to", "不是日期"),
    "a time for a date": (script() + "valid_to = 2026-11-21T08:00:00\n", "valid_to", "不是日期"),
    "a bare time": (script() + "valid_to = 08:00:00\n", "", "例如时刻"),
    "an unknown topic": (script(topic="weather"), "topic", "不在可选范围内"),
    "an unknown confidence": (script() + 'confidence = "sure"\n', "confidence", "不在可选范围"),
    "text for a list": (script() + 'words = "排队"\n', "words", "方括号"),
    "text for a table": (script() + "source = [7]\n", "source.1", "一组字段"),
    "an unknown source": (script() + 'source = ["nobody 第一条"]\n', "source", "nobody"),
    "an id twice": (script() + script(), "id", "编号重复"),
    "an unknown kind": ('[[skript]]\nid = "own"\n', "", "没有这一类条目"),
    "one bracket": ('[script]\nid = "own"\n', "", "两层方括号"),
    "half a file": ('[[script]]\nid = "own\n', "", "文件读不出来"),
    "a deep field": (
        PROCEDURE.replace('form = "original" },', 'form = "stone" },', 1),
        "materials.1.form",
        "不在可选范围内",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_pack_is_refused_with_file_entry_and_reason(tmp_path: Path, name: str) -> None:
    text, field, reason = BAD[name]
    with pytest.raises(Refusal) as refused:
        load(site=site(tmp_path, text))
    problems = [p for p in check(tmp_path) if p.field == field and reason in p.reason]
    assert problems, [str(problem) for problem in check(tmp_path)]
    assert all(problem.file == "own.toml" for problem in problems)
    assert str(problems[0]) in refused.value.message
    if "[[script]]\nid" in text and "读不出来" not in reason:
        assert problems[0].entry == "script own"


def test_every_problem_is_named_not_just_the_first(tmp_path: Path) -> None:
    text = script(key="one", topic="x") + script(key="two", topic="y")
    assert [problem.entry for problem in check(site(tmp_path, text))] == [
        "script one",
        "script two",
    ]


def test_a_long_list_is_cut_with_a_count(tmp_path: Path) -> None:
    text = "".join(script(key=f"s{n}", topic="x") for n in range(SHOWN + 3))
    with pytest.raises(Refusal, match="还有3处"):
        load(site=site(tmp_path, text))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"[[script]]\nid = '\xff\xfe'\n")
    (problem,) = check(tmp_path)
    assert (problem.file, "UTF-8" in problem.reason) == ("own.toml", True)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"\.toml"):
        load(site=tmp_path)


def test_the_refusal_speaks_english_too(tmp_path: Path) -> None:
    use("en")
    with pytest.raises(Refusal, match="script own · topic: “weather” is not one of"):
        load(site=site(tmp_path, script(topic="weather")))


def test_the_topics_are_those_of_the_vocabulary() -> None:
    assert set(load().topics) == set(Topic)
