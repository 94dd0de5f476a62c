"""Words of one sense: how they are read, where they are found, and that all can be."""

from pathlib import Path

from desk.suggest.clauses import clauses
from desk.suggest.senses import read, shipped
from desk.suggest.tagging import LONGEST_RUN, traits

TEXT = """
[senses]
me = "我 俺"
told = "^说"
often = "三次"

[whole]
thanks = "表扬 谢谢"
"""


def test_a_run_may_have_several_senses(tmp_path: Path) -> None:
    file = tmp_path / "wording.toml"
    file.write_text(TEXT + 'asks = "谢谢"\n', encoding="utf-8")
    senses = read(file)
    assert senses.held(["我", "^说", "电表"]) == {"me", "told"}
    assert senses.colours("谢谢师傅") == ["thanks", "asks"]
    assert senses.colours("电表坏了") == []


def test_numbers_in_words_are_found_as_in_what_is_told(tmp_path: Path) -> None:
    file = tmp_path / "wording.toml"
    file.write_text(TEXT, encoding="utf-8")
    assert read(file).held(["#次"]) == {"often"}


def test_every_word_is_short_enough_to_be_a_run() -> None:
    for run in shipped().of_run:
        assert 0 < len(run.removeprefix("^").removesuffix("$")) <= LONGEST_RUN, run


def test_dialects_share_a_sense() -> None:
    said = [traits(list(clauses(text)), text)[0] for text in ("俺家的表", "我家的表", "阿拉家的表")]
    assert all("=holds_me" in one for one in said)


def test_senses_around_a_clause_end_with_its_sentence() -> None:
    text = "师傅来过，电表还是坏的。我不懂"
    first, second, third = traits(list(clauses(text)), text)
    assert "=before_staff" in second
    assert "=after_meter" in first
    assert not any(name.startswith(("=before_", "=after_")) for name in third)
    assert "=before_staff" not in first


def test_what_kind_of_telling_it_is_speaks_with_the_kind_of_the_clause() -> None:
    text = "我要表扬一个师傅，他来得快"
    assert "=told_praise_allegation" in traits(list(clauses(text)), text)[1]
