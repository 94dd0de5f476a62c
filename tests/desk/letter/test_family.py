"""Every kind of letter: whole in both languages, short and long, and judged by its own rules."""

import dataclasses
import re
from datetime import date

import pytest

from desk import i18n
from desk.enums import LetterKind
from desk.letter.book import compose
from desk.letter.check import missing_answers
from desk.letter.codec import facts_from_json, facts_to_json
from desk.letter.facts import LetterFacts, ReplyFacts
from desk.letter.fit import pages
from desk.letter.kinds import ANSWERING, APPROVED, KINDS, SLIPS, Way
from desk.letter.lint import LetterToCheck, lint
from desk.letter.markdown import part, tree
from desk.letter.plain import to_text
from desk.letter.width import width
from desk.letter.wording import Wording
from desk.letter.words import copies
from desk.text import clean_line
from tests.desk.letter import family, samples
from tests.desk.letter.hostile import LINES, NASTY, core, even, filled, shape
from tests.desk.letter.pages import issued, printed, texts

TODAY = date(2026, 11, 9)
WORDING = Wording(empty=("无", "略", "none"), apologies=("致歉", "apolog"))
CASES = [
    pytest.param(kind, facts, id=f"{kind}-{language}-{size}")
    for size, some in (
        ("short", {key: make() for key, make in family.SHORT.items()}),
        ("long", family.LONG),
    )
    for (kind, language), facts in some.items()
]
SHORT = [pytest.param(kind, make(), id=f"{kind}-{n}") for (kind, n), make in family.SHORT.items()]


def found(kind: LetterKind, facts: LetterFacts, markdown: str = "") -> dict[str, bool]:
    """Code of each finding, and whether it blocks."""
    letter = LetterToCheck(
        kind=kind,
        facts=facts,
        markdown=markdown or compose(kind, facts),
        today=TODAY,
        wording=WORDING,
    )
    return {one.code: one.blocks for one in lint(letter)}


@pytest.mark.parametrize(("kind", "facts"), SHORT)
def test_a_unit_without_phone_or_address_leaves_no_label_behind(
    kind: LetterKind, facts: LetterFacts
) -> None:
    unit = dataclasses.replace(facts.unit, phone="", address="")
    bare = dataclasses.replace(facts, unit=unit)
    label = re.compile(
        r"(?:地址|地点|电话|寄到|拨打|Address|Place|[Tt]elephone|Phone|call|to)[*]*[:：]?[*]*"
        r" *(?:$|[，,；;。.）)　\\])",
        re.MULTILINE,
    )
    assert label.findall(compose(kind, bare)) == label.findall(compose(kind, facts))


def test_the_table_knows_every_kind() -> None:
    assert set(KINDS) == set(LetterKind)
    assert {kind for kind, _language in family.SHORT} == set(LetterKind)
    assert set(ANSWERING) < set(APPROVED)
    assert not set(APPROVED) & set(SLIPS)
    # A number says which paper it is: no two slips of a case share one.
    suffixes = [one.suffix for one in KINDS.values() if one.suffix]
    assert len(suffixes) == len(set(suffixes))
    assert all(KINDS[kind].suffix for kind in SLIPS)


def test_only_a_holding_letter_goes_out_without_a_second_person() -> None:
    alone = {kind for kind, one in KINDS.items() if one.way is Way.TWO_OR_ALONE}
    assert alone == {LetterKind.HOLDING}
    assert not alone & set(ANSWERING)


@pytest.mark.parametrize(("kind", "facts"), CASES)
def test_a_letter_says_the_whole_record(kind: LetterKind, facts: LetterFacts) -> None:
    markdown = compose(kind, facts)
    assert missing_answers(markdown, facts) == []
    assert facts_from_json(facts_to_json(facts)) == facts
    text = to_text(markdown, columns=80)
    assert max(width(line) for line in text.splitlines()) <= 80
    assert even(facts.case_reference) in even(text)
    narrow = to_text(markdown, columns=32)
    assert max(width(line) for line in narrow.splitlines()) <= 32


@pytest.mark.parametrize(("kind", "facts"), SHORT)
def test_the_page_says_what_the_letter_says(kind: LetterKind, facts: LetterFacts) -> None:
    pdf = printed(kind, facts)
    made = len(copies(kind, facts.language))
    assert pages(pdf) % made == 0
    said = "".join(texts(pdf))
    assert facts.case_reference in said
    receipt = part(tree(compose(kind, facts)), "receipt")
    assert (receipt is not None) is KINDS[kind].receipt
    if facts.lookup_code:
        assert said.count(facts.lookup_code) >= made


def test_slips_fit_one_page_and_the_record_one_page_a_copy() -> None:
    for language in ("zh_CN", "en"):
        for kind in SLIPS:
            facts = family.SHORT[kind, language]()
            assert pages(printed(kind, facts)) == len(copies(kind, language)), (kind, language)


@pytest.mark.parametrize(("kind", "facts"), SHORT)
def test_a_usual_letter_passes_its_check(kind: LetterKind, facts: LetterFacts) -> None:
    if KINDS[kind].way is not Way.SLIP:
        assert [code for code, blocks in found(kind, facts).items() if blocks] == []


@pytest.mark.parametrize(("kind", "facts"), SHORT)
def test_hostile_text_changes_no_structure(kind: LetterKind, facts: LetterFacts) -> None:
    plain = shape(tree(compose(kind, filled(facts, "甲乙"))))
    for text in (*NASTY, *(one.split("\n")[0] for one in LINES)):
        hostile = filled(facts, text)
        markdown = compose(kind, hostile)
        assert shape(tree(markdown)) == plain, text
        said = even("".join(block.text() for block in tree(markdown)))
        assert core(clean_line(text)) in said, text


def test_a_holding_letter_needs_reason_work_and_day() -> None:
    kind = LetterKind.HOLDING
    empty = family.holding(reason="", done="略", until=None)
    assert {"no_reason", "no_done", "no_until"} <= found(kind, empty).keys()
    late = family.holding(until=date(2026, 11, 8))
    assert found(kind, late)["until_in_past"]
    facts = family.holding()
    cut = compose(kind, facts).replace("2026年11月20日", "近日")
    assert found(kind, facts, cut)["answer_missing"]
    lost = compose(kind, facts).replace("12398", "")
    assert found(kind, facts, lost)["no_route"]


def test_a_commitment_needs_promises_that_can_be_kept() -> None:
    kind = LetterKind.COMMITMENT
    assert found(kind, family.commitment(promises=()))["no_promises"]
    facts = family.commitment()
    old = dataclasses.replace(facts.promises[0], due_on=date(2026, 11, 8))
    assert found(kind, family.commitment(promises=(old,)))["promise_in_past"]
    cut = compose(kind, facts).replace("营销部计量班", "我们")
    assert found(kind, facts, cut)["answer_missing"]


def test_a_supplementary_reply_names_what_it_adds_to() -> None:
    kind = LetterKind.SUPPLEMENTARY_REPLY
    assert found(kind, family.supplementary(correction=""))["no_correction"]
    facts = family.supplementary()
    assert compose(kind, facts).count(facts.earlier_number) >= 2
    cut = compose(kind, facts).replace(facts.earlier_number, "原答复")
    assert found(kind, facts, cut)["answer_missing"]


@pytest.mark.parametrize("kind", ANSWERING)
def test_no_answer_passes_with_a_point_left_open(kind: LetterKind) -> None:
    facts = family.SHORT[kind, "zh_CN"]()
    assert isinstance(facts, ReplyFacts)
    first, *rest = facts.points
    for name, half in (
        ("finding", dataclasses.replace(first, finding="")),
        ("remedy", dataclasses.replace(first, remedy="")),
        ("conclusion", dataclasses.replace(first, conclusion=None)),
    ):
        holed = dataclasses.replace(facts, points=(half, *rest))
        assert found(kind, holed)[f"no_{name}"], name
    cut = compose(kind, facts).replace(first.finding, "已核实")
    assert found(kind, facts, cut)["answer_missing"]
    path = next(
        one.field
        for one in lint(
            LetterToCheck(
                kind=kind,
                facts=dataclasses.replace(facts, points=(dataclasses.replace(first, remedy=""),)),
                markdown=compose(kind, facts),
                today=TODAY,
                wording=WORDING,
            )
        )
        if one.code == "no_remedy"
    )
    assert path == f"points.{first.position}.remedy"


def test_a_record_shows_its_owner_their_own_words_and_room_to_sign() -> None:
    for facts, signed in ((family.record(), False), (family.record_en(), True)):
        text = issued(LetterKind.REGISTRATION_RECORD, facts)
        assert facts.parties[0].phone in text
        assert facts.reader.account in text
        for line in facts.narrative.split("\n"):
            assert even(line) in even(text)
        assert ("捺印" in text or "fingerprint" in text) is not signed
    with_nothing = family.record(papers=(), remedy_sought="")
    assert "本次没有收取客户的材料" in issued(LetterKind.REGISTRATION_RECORD, with_nothing)


def test_a_card_asks_for_four_scores_and_words() -> None:
    text = issued(LetterKind.FOLLOW_UP_CARD, family.card())
    for asked in ("服务态度", "办理速度", "处理结果", "答复清楚", "您想对我们说的话"):
        assert asked in text
    table = next(block for block in tree(text) if block.kind == "table")
    assert [len(row.blocks) for row in table.blocks] == [6] * 5


def test_the_slip_of_registration_holds_what_the_rules_ask_for() -> None:
    i18n.use("zh_CN")
    facts = samples.acknowledgement()
    said = "".join(texts(printed(LetterKind.ACKNOWLEDGEMENT, facts)))
    for wanted in (
        *(facts.case_reference, "2026年11月3日9:55", facts.responder, facts.responder_phone),
        *("2026年11月4日9:55前与您联系", facts.lookup_code, "个人信息仅用于办理本事项"),
    ):
        assert even(wanted) in said
