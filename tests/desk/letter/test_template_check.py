"""A template of a site's own is tried in every way before it may be put in force."""

import pytest

from desk.enums import LetterKind
from desk.i18n import use
from desk.letter.book import compose, template_name
from desk.letter.sandbox import TemplateFault, used_by
from desk.letter.shelf import shipped, template_names
from desk.letter.template_check import check_texts, first_fault, users_of
from desk.letter.trial import Trial, facts_for, sample, turns
from desk.letter.words import LANGUAGES

REPLY, FRAME, SLIP = "reply.zh_CN.md.j2", "frame.zh_CN.j2", "acknowledgement.zh_CN.md.j2"


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def with_change(name: str, old: str, new: str) -> dict[str, str]:
    text = shipped().text(name) or ""
    assert old in text, old
    return {name: text.replace(old, new, 1)}


def faults(name: str, old: str, new: str) -> list[TemplateFault]:
    return check_texts(with_change(name, old, new), shipped())


def line_of(name: str, part: str) -> int:
    lines = (shipped().text(name) or "").split("\n")
    return next(number for number, line in enumerate(lines, 1) if part in line)


@pytest.mark.parametrize("name", [SLIP, REPLY, "postponement.en.md.j2", "chain.en.md.j2"])
def test_what_is_shipped_passes(name: str) -> None:
    assert check_texts({name: shipped().text(name) or ""}, shipped()) == []


def test_another_wording_passes() -> None:
    assert faults(SLIP, "您", "尊敬的客户，您") == []


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("{{ facts.responder }}", "{{ facts.answerer }}", "name", "there is no “answerer”"),
        ("{{ facts.responder }}", "{{ facts.responder | upper }}", "syntax", "no filter “upper”"),
        ("{{ facts.responder }}", "{{ facts.responder[:2] }}", "syntax", "cuts no text"),
        ("{{ facts.responder }}", "{{ facts.__class__ }}", "sandbox", "“__class__”"),
        ("{{ facts.responder }}", "{{ 'a' * 999999999 }}", "sandbox", "“*” does not belong"),
        ("{{ facts.responder }}", "{{ '%99999999s' % 'a' }}", "sandbox", "“%” does not belong"),
        ("{{ facts.responder }}", "{% if %}", "syntax", "Expected an expression"),
        ("{{ facts.responder }}", "{% include 'other.j2' %}", "broken", "no template “other.j2”"),
        ("{{ facts.responder }}", "{{ channel('pigeon') }}", "broken", "no word for 'pigeon'"),
        ("{{ facts.responder }}", "**办理人：**{{ facts.responder }}", "label", "colon of a label"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(old: str, new: str, code: str, said: str) -> None:
    (fault, *_more) = faults(SLIP, old, new)
    assert (fault.name, fault.line, fault.code) == (SLIP, line_of(SLIP, old), code)
    assert said in fault.said
    assert f"{SLIP}, line {fault.line}" in fault.said


def test_a_macro_that_calls_itself_is_stopped() -> None:
    (fault, *_more) = faults(
        SLIP, "{{ facts.responder }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
    )
    assert "for ever" in fault.said


DOUBLING = (
    "{% set ns = namespace(a=facts.unit.name) %}{% macro two(x) %}{{ x }}{{ x }}{% endmacro %}"
)
LETTERS = "{% for a in 'abcdefgh' %}"


@pytest.mark.parametrize(
    ("grown", "said"),
    [
        (f"{LETTERS * 10}{'{% endfor %}' * 10}", "for ever"),
        (f"{LETTERS * 10}x{'{% endfor %}' * 10}", "for ever"),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "for ever"),
        ("{% include 'acknowledgement.zh_CN.md.j2' %}" * 2, "for ever"),
        ("{% set ns.a = ns.a ~ ns.a %}", "more than any letter"),
        ("{% set ns.a = ns.a + ns.a %}", "more than any letter"),
        ("{% set ns.a = [ns.a, ns.a] | join %}", "for ever"),
        ("{% set ns.a = two(ns.a) %}", "for ever"),
        ("{% set x %}{{ ns.a }}{{ ns.a }}{% endset %}{% set ns.a = x %}", "for ever"),
        ("{% set ns.a = [ns.a, ns.a] %}{{ ns.a }}", "item by item"),
        ("{% set ns.a = [ns.a, ns.a] %}{{ [ns.a] | join }}", "item by item"),
    ],
)
def test_a_template_that_would_never_end_or_fill_the_memory_is_stopped(
    grown: str, said: str
) -> None:
    if "ns.a" in grown:
        grown = f"{DOUBLING}{LETTERS * 3}{grown}{'{% endfor %}' * 3}"
    (fault, *_more) = faults(SLIP, "{{ facts.responder }}", "{{ facts.responder }}" + grown)
    assert said in fault.said, fault


@pytest.mark.parametrize("deep", ["(" * 500 + "1" + ")" * 500, "[" * 5000, "not " * 5000 + "1"])
def test_a_template_too_deep_to_be_read_is_a_fault_like_any(deep: str) -> None:
    (fault, *_more) = faults(SLIP, "{{ facts.responder }}", "{{ " + deep + " }}")
    assert fault.name == SLIP


def test_a_fault_in_a_branch_that_is_seldom_taken_is_found() -> None:
    old = "{% if point.amount_way %}"
    (fault, *_more) = faults("point.zh_CN.j2", old, old + "{{ facts.nothing }}")
    assert fault.name == "point.zh_CN.j2"
    assert fault.line == line_of("point.zh_CN.j2", old)


def test_a_cell_without_spaces_is_found() -> None:
    (fault, *_more) = faults(REPLY, "| {{ point.position }} |", "|{{ point.position }}|")
    assert (fault.code, fault.line) == ("cell", line_of(REPLY, "| {{ point.position }} |"))


@pytest.mark.parametrize(
    ("name", "old", "what"),
    [
        (FRAME, "{{ date }}", "the date"),
        (FRAME, "{{ number }}", "the number"),
        (FRAME, "{{ unit.regulator }}", "the regulator's number"),
        (REPLY, "{{ frame.signature(facts.unit, date) }}", "the signature block"),
        ("point.zh_CN.j2", "{{ sentence(point.finding) }}", "finding"),
        ("point.zh_CN.j2", "{{ sentence(point.remedy) }}", "remedy"),
        ("point.zh_CN.j2", "{{ conclusion(point.conclusion) }}", "conclusion"),
    ],
)
def test_what_must_stand_in_a_letter_is_missed(name: str, old: str, what: str) -> None:
    found = [one.said for one in faults(name, old, "")]
    assert any("it leaves out:" in said and what in said for said in found), found


def test_a_frame_answers_for_every_letter_that_uses_it() -> None:
    found = {one.name for one in faults(FRAME, "{{ date }}", "")}
    assert {REPLY, "holding.zh_CN.md.j2"} <= found
    assert users_of(FRAME, shipped()) == [
        (kind, "zh_CN") for kind, language in users_of(FRAME, shipped()) if language == "zh_CN"
    ]


@pytest.mark.parametrize(
    "around", ["    {}", "`{}`", "```\n{}\n```", "{{% autoescape false %}}{}{{% endautoescape %}}"]
)
def test_words_of_a_customer_that_come_out_otherwise_are_found(around: str) -> None:
    # In code an escape is no escape: the customer would read our backslashes.
    line = around.format("{{ facts.unit.hours ~ '' }}")
    text = (shipped().text(SLIP) or "") + f"\n\n{line}\n"
    (fault,) = check_texts({SLIP: text}, shipped())
    assert (fault.code, fault.name) == ("hostile", SLIP)


def test_a_name_that_desk_does_not_know_is_refused() -> None:
    (fault,) = check_texts({"poem.zh_CN.md.j2": "x"}, shipped())
    assert fault.code == "unknown"


def test_a_text_without_end_is_refused() -> None:
    (fault,) = check_texts({SLIP: "甲" * 100_001}, shipped())
    assert fault.code == "too_long"


def test_texts_are_tried_together() -> None:
    both = with_change(FRAME, "{% macro lookup(code) %}", "{% macro code_of(code) %}")
    assert SLIP in {one.name for one in check_texts(both, shipped())}
    both |= with_change(SLIP, "frame.lookup(", "frame.code_of(")
    assert SLIP not in {one.name for one in check_texts(both, shipped())}


def test_the_quick_look_finds_what_a_newer_desk_no_longer_knows() -> None:
    assert first_fault(SLIP, shipped()) is None
    shelf = shipped().over(with_change(SLIP, "facts.responder", "facts.answerer"))
    fault = first_fault(SLIP, shelf)
    assert fault is not None
    assert "answerer" in fault.said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LetterKind)
def test_a_sample_reads_like_a_letter(kind: LetterKind, language: str) -> None:
    made = compose(kind, sample(kind, language))
    assert "示例" in made or "ample" in made


def test_made_up_facts_take_every_turn() -> None:
    seen = set()
    for turn in range(turns(LetterKind.REPLY)):
        trial = Trial(language="en", words=lambda name, _lines: name, turn=turn)
        facts = facts_for(LetterKind.REPLY, trial)
        seen |= {point.conclusion for point in facts.points}  # type: ignore[union-attr]
    assert len(seen) == 7


def test_sparse_facts_hold_nothing_that_may_be_left_out() -> None:
    trial = Trial(language="zh_CN", words=lambda name, _lines: name, full=False)
    facts = facts_for(LetterKind.REPLY, trial)
    assert facts.points[0].finding == ""  # type: ignore[union-attr]
    assert facts.points[0].conclusion is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("reply.zh_CN", [REPLY]),
        ("reply.zh_CN.md", [REPLY]),
        (REPLY, [REPLY]),
        ("frame.zh_CN", [FRAME]),
        ("reply", ["reply.en.md.j2", REPLY]),
        ("poem", []),
        ("", []),
    ],
)
def test_a_template_is_called_by_its_short_name(asked: str, names: list[str]) -> None:
    assert template_names(asked, shipped()) == names


def test_what_a_template_takes_in_is_known() -> None:
    name = template_name(LetterKind.REPLY, "en")
    assert {name, "frame.en.j2", "point.en.j2"} == set(used_by(shipped(), name))
