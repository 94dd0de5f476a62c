"""How long backups stay, when the next is due, when somebody has to be told."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import i18n
from desk.backup.model import (
    Backup,
    Head,
    Kept,
    Second,
    backup_from,
    manifest_json,
    second_from,
    second_json,
)
from desk.backup.rule import KeepRule, Standing, dropped_by, is_due, last_of, standing
from desk.backup.words import rule_words, short_words, standing_words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def kept(hours_ago: float, *, faults: int = 0, problem: str = "", seq: int = 7) -> Kept:
    path = Path(f"HD01-{hours_ago}.db")
    backup = Backup(
        path=path,
        desk="1",
        branch="HD01",
        made_at=NOW - timedelta(hours=hours_ago),
        version=1,
        size=1,
        sha256="0" * 64,
        counts={"cases": 1},
        head=Head(seq, "a" * 64),
        faults=faults,
    )
    return Kept(path=path, backup=backup, problem=problem)


def names(found: list[Kept]) -> list[str]:
    return [one.path.name for one in found]


def test_hours_days_and_months_each_keep_theirs() -> None:
    rule = KeepRule(hours=6, days=3, months=2)
    found = [kept(h) for h in (1, 5, 7, 9, 30, 31, 52, 80, 24 * 20, 24 * 24, 24 * 70)]
    gone = dropped_by(found, NOW, rule, ZONE)
    # It is half past five in the afternoon: all below 17 hours are of today.
    stay = [one for one in found if one not in gone]
    assert names(stay) == names([kept(h) for h in (1, 5, 30, 52, 24 * 24)])


ages = st.lists(
    st.tuples(st.floats(-30, 20_000, allow_nan=False), st.booleans(), st.booleans()), max_size=40
)
rules = st.builds(
    KeepRule,
    hours=st.integers(0, 100),
    days=st.integers(0, 40),
    months=st.integers(0, 14),
)


@given(ages, rules)
@settings(max_examples=60, deadline=None)
def test_the_newest_that_is_sound_always_stays(
    made: list[tuple[float, bool, bool]], rule: KeepRule
) -> None:
    found = [
        kept(age, faults=int(bad), problem="?" if odd else "", seq=n)
        for n, (age, bad, odd) in enumerate(made)
    ]
    gone = dropped_by(found, NOW, rule, ZONE)
    left = [one for one in found if one not in gone]
    last = last_of(found, NOW)
    assert last_of(left, NOW) == last
    for one in gone:
        assert one.backup is not None
        assert not one.problem, "what cannot be judged is nobody's to throw away"
        assert one.backup.made_at <= NOW + timedelta(minutes=5)
        assert NOW - one.backup.made_at > timedelta(hours=rule.hours)
    # Throwing away a second time finds nothing more.
    assert dropped_by(left, NOW, rule, ZONE) == []


def test_one_that_does_not_agree_never_takes_the_place_of_one_that_does() -> None:
    rule = KeepRule(hours=0, days=1, months=0)
    sound, faulty = kept(5), kept(2, faults=3)
    assert dropped_by([sound, faulty], NOW, rule, ZONE) == [faulty]


@pytest.mark.parametrize(
    ("hours_ago", "seq", "every", "due"),
    [(3, 8, 4, False), (4, 8, 4, True), (400, 7, 4, False), (400, 8, 0, False)],
)
def test_when_a_backup_is_due(hours_ago: int, seq: int, every: int, due: bool) -> None:
    assert is_due([kept(hours_ago)], Head(seq, "a" * 64), NOW, KeepRule(every=every)) is due


@pytest.mark.parametrize(("hours_ago", "due"), [(0, False), (3.9, False), (4, True)])
def test_a_copy_with_a_fault_is_not_made_again_every_minute(hours_ago: float, due: bool) -> None:
    head = Head(8, "a" * 64)
    assert is_due([kept(hours_ago, faults=1)], head, NOW, KeepRule()) is due
    assert is_due([kept(30), kept(hours_ago, faults=1)], head, NOW, KeepRule()) is due


def test_one_that_broke_since_it_was_made_is_made_anew_at_once() -> None:
    broken = kept(1, problem="half of it is gone")
    assert is_due([kept(30), broken], Head(8, "a" * 64), NOW, KeepRule())


def test_a_backup_of_a_clock_that_was_ahead_is_not_the_last() -> None:
    assert last_of([kept(-24), kept(2)], NOW) == kept(2).backup
    assert is_due([kept(-24)], Head(7, "a" * 64), NOW, KeepRule())


def how(hours_ago: float | None, seq: int = 8, **more: object) -> Standing:
    found = [] if hours_ago is None else [kept(hours_ago)]
    rule = KeepRule(second=str(more.pop("second_place", "")))
    return standing(found, Head(seq, "a" * 64), NOW, rule, **more)  # type: ignore[arg-type]


def test_how_old_the_last_one_is_and_when_that_is_too_old() -> None:
    i18n.use("en")
    assert standing_words(how(3)) == "Last verified backup 3 hours ago"
    assert not how(3).loud
    assert standing_words(how(72)) == "! Last verified backup 3 days ago"
    assert not how(72, seq=7).loud, "nothing came into the book since"
    assert standing_words(how(None)) == "! There is no verified backup yet"
    assert how(None).loud
    assert short_words(how(0.5)) == "backup 30 minutes ago"
    failed = how(1, failed="disk full")
    assert failed.loud
    assert "last try failed" in standing_words(failed)


def test_a_missing_second_copy_is_said() -> None:
    there = Second(at=NOW, name="x", place="/stick")
    gone = Second(at=NOW, name="x", place="/stick", problem="not there")
    assert not how(1, second_place="/stick", second=there).loud
    assert how(1, second_place="/stick", second=gone).loud
    assert how(1, second_place="/stick").loud
    # What was carried to another place than the one that is wanted now says nothing.
    assert how(1, second_place="/other", second=there).loud


def test_a_second_place_on_the_same_disk_is_said(tmp_path: Path) -> None:
    i18n.use("en")
    same = KeepRule(second=str(tmp_path))
    assert "same disk" in rule_words(same, tmp_path)[-1]
    for rule in (KeepRule(), KeepRule(second=str(tmp_path / "gone")), KeepRule(second="/proc")):
        assert not any("same disk" in line for line in rule_words(rule, tmp_path))


def test_a_manifest_reads_back_as_it_was_written() -> None:
    backup = kept(3).backup
    assert backup is not None
    assert backup_from(manifest_json(backup), backup.path) == backup
    second = Second(at=NOW, name="x.db", place="E:\\desk", problem="没有插入")
    assert second_from(second_json(second)) == second


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below),
    max_leaves=8,
)


@given(
    st.one_of(st.text(max_size=60), st.binary(max_size=40).map(lambda raw: raw.decode("latin1"))),
    st.sampled_from(["", "made_at", "counts", "journal", "size", "format", "faults", "sha256"]),
    json_like,
)
@settings(max_examples=60, deadline=None)
def test_what_is_no_manifest_is_refused_in_one_way(text: str, field: str, value: object) -> None:
    backup = kept(3).backup
    assert backup is not None
    if field:
        said = json.loads(manifest_json(backup))
        said[field] = value
        text = json.dumps(said)
    try:
        found = backup_from(text, backup.path)
    except ValueError:
        pass
    else:
        assert isinstance(found.made_at, datetime)
        assert found.size >= 0
    with pytest.raises(ValueError):  # noqa: PT011
        second_from(text)
