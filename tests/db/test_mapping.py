"""Every entity goes into its row and comes back the same."""

import sqlite3
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import tables
from db.mapping import MAPPINGS, instant, mapped, mapping_of
from desk.case import Case
from desk.text import clean
from tests.builders import MONDAY, a_case

LONG_AGO = datetime(1000, 1, 1)
TEXTS = st.text(max_size=60).map(clean)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))

st.register_type_strategy(str, TEXTS)
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(
    datetime,
    st.datetimes(min_value=LONG_AGO, max_value=datetime(9998, 1, 1), timezones=ZONES),
)


@pytest.mark.parametrize("kind", list(MAPPINGS), ids=lambda kind: kind.__name__)
def test_a_table_has_the_fields_of_its_entity_and_the_columns_of_the_house(kind: type[Any]) -> None:
    mapping = mapping_of(kind)
    columns = tables.metadata.tables[mapping.table].columns
    assert set(columns.keys()) == {"seq", "salt"} | {each.name for each in fields(kind)}
    hints = get_type_hints(kind)
    for name in mapping.names:
        optional = type(None) in getattr(hints[name], "__args__", ())
        assert columns[name].nullable == optional, name


@pytest.mark.parametrize("kind", list(MAPPINGS), ids=lambda kind: kind.__name__)
def test_vocabularies_and_flags_are_checked_by_the_table(kind: type[Any]) -> None:
    mapping = mapping_of(kind)
    checks = {
        str(each.name).removeprefix(f"ck_{mapping.table}_")
        for each in tables.metadata.tables[mapping.table].constraints
    }
    for name, hint in get_type_hints(kind).items():
        kinds = getattr(hint, "__args__", (hint,))
        if any(isinstance(each, type) and issubclass(each, Enum) for each in kinds):
            assert f"{name}_known" in checks
        if bool in kinds:
            assert f"{name}_flag" in checks


@given(data=st.data(), kind=st.sampled_from(list(MAPPINGS)))
def test_into_the_row_and_back(data: st.DataObject, kind: type[Any]) -> None:
    entity = data.draw(st.from_type(kind))
    mapping = mapping_of(kind)
    stored = mapping.stored(entity)
    with sqlite3.connect(":memory:") as book:
        marks = ", ".join("?" * len(stored))
        (back,) = book.execute(f"SELECT {marks}", stored).fetchall()
    assert mapping.entity(back) == entity
    assert back == stored


@given(st.datetimes(timezones=ZONES), st.datetimes(timezones=ZONES))
def test_instants_sort_as_text(one: datetime, two: datetime) -> None:
    if min(one, two).year > 1 and max(one, two).year < 9999:
        assert (instant(one) < instant(two)) == (one < two)
        assert len(instant(one)) == len(instant(two))


def test_an_instant_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        instant(datetime(2026, 11, 23, 9))


def test_an_instant_is_kept_in_utc() -> None:
    shanghai = timezone(timedelta(hours=8))
    assert instant(datetime(2026, 11, 23, 9, tzinfo=shanghai)) == "2026-11-23T01:00:00.000000Z"


@dataclass(frozen=True, kw_only=True)
class Inner:
    name: str
    on: date | None = None
    at: datetime = MONDAY


def test_nested_rows_of_an_older_version_are_read() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Holder:
        id: str
        rows: tuple[Inner, ...]

    mapping = mapped(Holder, "holders")
    old = '[{"name":"甲","gone":1},{"name":"乙","on":"2026-11-23","at":"2026-11-23T01:30:00Z"}]'
    assert mapping.entity(("1", old)).rows == (
        Inner(name="甲"),
        Inner(name="乙", on=date(2026, 11, 23), at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC)),
    )


def test_a_type_that_no_column_holds_is_found_at_once() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Wrong:
        id: str
        weight: float

    with pytest.raises(TypeError):
        mapped(Wrong, "wrong")


def test_values_to_look_for_are_spelt_like_the_column() -> None:
    mapping = mapping_of(Case)
    assert mapping.spelt("anonymous", True) == 1
    assert mapping.spelt("due_at", MONDAY) == "2026-11-23T01:30:00.000000Z"
    assert mapping.spelt("due_at", None) is None
    assert mapping.spelt("status", "open") == mapping.spelt("status", a_case("x").status) == "open"
    with pytest.raises(KeyError):
        mapping.spelt("nothing", 1)
