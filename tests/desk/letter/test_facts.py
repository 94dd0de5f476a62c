"""Facts are clean on entry, survive storage, and are bound by one hash."""

import dataclasses
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import PointKind
from desk.letter.codec import content_hash, facts_from_json, facts_to_json
from desk.letter.facts import LetterFacts, PointFacts
from desk.letter.glyphs import strings
from desk.refusals import Refusal
from tests.desk.letter import hostile, samples, slips

ALL: list[LetterFacts] = [
    samples.reply(),
    samples.reply_en(),
    samples.acknowledgement(),
    samples.notice(),
    slips.back(),
    slips.merged(),
    slips.postponement(),
    slips.postponement_en(),
    slips.referral(),
]


def test_lines_fold_except_where_paragraphs_are_allowed() -> None:
    point = PointFacts(
        position=1,
        matter=" 电费\n多了\t一倍 ",
        kind=PointKind.ALLEGATION,
        finding="一\n\n  二\x1b[31m\n",
    )
    assert point.matter == "电费 多了 一倍"
    assert point.finding == "一\n二[31m"


def test_times_are_the_clock_on_the_wall() -> None:
    facts = samples.reply(received_at=datetime(2026, 11, 3, 9, 55, 12, 7, tzinfo=UTC))
    assert facts.received_at == datetime(2026, 11, 3, 9, 55)
    moved = dataclasses.replace(facts.points[0], done_on=datetime(2026, 11, 6, 8))
    assert moved.done_on == date(2026, 11, 6)
    assert not isinstance(moved.done_on, datetime)


@pytest.mark.parametrize("facts", ALL)
def test_stored_facts_come_back(facts: LetterFacts) -> None:
    assert facts_from_json(facts_to_json(facts)) == facts


@given(text=st.text(max_size=30))
def test_any_text_comes_back(text: str) -> None:
    facts = hostile.filled(samples.reply(), text)
    assert facts_from_json(facts_to_json(facts)) == facts


def test_the_hash_binds_text_and_every_fact() -> None:
    facts = samples.reply()
    once = content_hash("# a", facts)
    assert once == content_hash("# a", samples.reply())
    assert once != content_hash("# b", facts)
    plain = hostile.filled(facts, "一")
    for changed, _text in strings(plain):
        if changed != "language":
            other = hostile.refill(plain, lambda path: "两" if path == changed else "一")  # noqa: B023
            assert content_hash("", other) != content_hash("", plain), changed


@pytest.mark.parametrize(
    ("stored", "path"),
    [
        ("[]", ""),
        ('{"shape":"poem","facts":{}}', ""),
        ('{"shape":"reply","facts":{"colour":1}}', ""),
        ('{"shape":"reply","facts":{}}', ""),
    ],
)
def test_what_is_no_record_is_refused(stored: str, path: str) -> None:
    with pytest.raises(Refusal) as refused:
        facts_from_json(stored)
    assert refused.value.code == "letter_facts"
    assert refused.value.field == path


def test_facts_that_were_erased_are_told_from_broken_ones() -> None:
    with pytest.raises(Refusal) as refused:
        facts_from_json("")
    assert refused.value.code == "erased"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("points", 1, "kind"), "poem"),
        (("points", 1, "position"), "1"),
        (("points", 1, "done_on"), "2026-02-30"),
        (("points",), "none"),
        (("received_at",), 7),
        (("unit", "name"), None),
    ],
)
def test_a_wrong_field_is_named(path: tuple[str | int, ...], value: object) -> None:
    stored = json.loads(facts_to_json(samples.reply()))
    here = stored["facts"]
    for step in path[:-1]:
        here = here[step - 1] if isinstance(step, int) else here[step]
    here[path[-1]] = value
    with pytest.raises(Refusal) as refused:
        facts_from_json(json.dumps(stored))
    assert refused.value.field == ".".join(str(step) for step in path)
