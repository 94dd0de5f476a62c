"""What comes in: every way in which an input can be wrong is named, by the path of its field."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cli.inputs import BadInput, decoded, form_of, parsed, read_form
from desk.enums import PointKind, Topic
from desk.forms import AnswerForm, CaseForm, CommitmentForm, PointForm
from desk.i18n import use
from desk.refusals import Refusal
from tests.desk.cli.prompt import A_CASE


def changed(**fields: Any) -> dict[str, Any]:
    return {**A_CASE, **fields}


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (changed(topci="other"), "topci", "unknown_field"),
    (
        changed(points=[{"kind": "request", "matter": "校表", "z": 1}]),
        "points.0.z",
        "unknown_field",
    ),
    (changed(customer={"nmae": "柳"}), "customer.name", "missing"),
    (changed(customer={"name": "柳", "nmae": "柳"}), "customer.nmae", "unknown_field"),
    (changed(topic="电费"), "topic", "unknown_word"),
    (changed(points=[{"kind": "wish", "matter": "校表"}]), "points.0.kind", "unknown_word"),
    (changed(narrative=7), "narrative", "wrong_type"),
    (changed(narrative=None), "narrative", "wrong_type"),
    (changed(anonymous="yes"), "anonymous", "wrong_type"),
    (changed(points={"kind": "request"}), "points", "wrong_type"),
    (changed(points=["校表"]), "points.0", "wrong_type"),
    (changed(expected_by="2026-02-30"), "expected_by", "bad_date"),
    (changed(expected_by="30.11.2026"), "expected_by", "bad_date"),
    (changed(expected_by="20261130"), "expected_by", "bad_date"),
    (changed(expected_by=20261130), "expected_by", "wrong_type"),
    (changed(received_at="T12"), "received_at", "bad_moment"),
    (changed(received_at="1700000000"), "received_at", "bad_moment"),
    (changed(received_at=1700000000), "received_at", "wrong_type"),
    (changed(received_at="2026-11-21T25:00"), "received_at", "bad_time"),
    (
        changed(parties=[{"role": "representative", "name": "柳", "basis_valid_to": "2026-13-01"}]),
        "parties.0.basis_valid_to",
        "bad_date",
    ),
]


@pytest.mark.parametrize(("data", "field", "code"), WRONG)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_wrong_field_is_named_by_its_path(
    data: dict[str, Any], field: str, code: str, language: str
) -> None:
    use(language)
    with pytest.raises(BadInput) as refused:
        form_of(CaseForm, data)
    found = {one.field: one for one in refused.value.more}
    assert found[field].code == code
    chinese = any("\u4e00" <= char <= "\u9fff" for char in found[field].message)
    assert chinese is (language == "zh_CN") or "电费" in found[field].message


def test_every_wrong_field_is_told_at_once() -> None:
    with pytest.raises(BadInput) as refused:
        form_of(CaseForm, changed(topic="?", narrative=1, expected_by="2026-02-30", more=True))
    assert {one.field for one in refused.value.more} == {
        "topic",
        "narrative",
        "expected_by",
        "more",
    }


@pytest.mark.parametrize("data", [[], "text", 7, None, True])
def test_something_else_than_an_object_is_refused(data: Any) -> None:
    with pytest.raises(BadInput) as refused:
        form_of(CaseForm, data)
    assert refused.value.code == "wrong_type"


def test_a_right_input_becomes_the_form() -> None:
    form = form_of(
        CaseForm, changed(expected_by="2026-12-01", received_at="2026-11-23T09:30:00+08:00")
    )
    assert form.topic is Topic.METERING_BILLING
    assert form.points[1] == PointForm(kind=PointKind.REQUEST, matter="要求校验电能表")
    assert form.expected_by == date(2026, 12, 1)
    assert form.received_at is not None
    assert form.received_at.astimezone(UTC) == datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def test_what_is_left_out_stays_as_it_stands() -> None:
    assert form_of(AnswerForm, {}) == AnswerForm()
    assert form_of(AnswerForm, {"remedy": ""}).remedy == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "{",
        '{"a": 1,}',
        "{'a': 1}",
        '{"a": NaN}',
        '{"a": 1e999}',
        '{"a": ' + "9" * 5000 + "}",
        "[" * 5000,
        "[" * 60 + "]" * 60,
        '{"a": 1} x',
        "true false",
    ],
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parsed(text)
    assert refused.value.code == "bad_json"
    assert refused.value.message


def test_a_mistake_is_told_by_line_and_column() -> None:
    use("en")
    with pytest.raises(Refusal, match=r"line 2, column 8"):
        parsed('{"a": 1,\n  "b": }')


def test_a_field_that_stands_twice_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        parsed('{"topic": "other", "topic": "queueing"}')
    assert refused.value.field == "topic"


@pytest.mark.parametrize(
    "raw",
    [
        "柳明月".encode(),
        b"\xef\xbb\xbf" + "柳明月".encode(),
        b"\xff\xfe" + "柳明月".encode("utf-16-le"),
        b"\xfe\xff" + "柳明月".encode("utf-16-be"),
    ],
)
def test_a_byte_order_mark_is_tolerated(raw: bytes) -> None:
    assert decoded(raw) == "柳明月"


def test_another_encoding_is_refused_with_the_way_out() -> None:
    use("en")
    with pytest.raises(Refusal, match="UTF-8") as refused:
        decoded("柳明月".encode("gbk"))
    assert refused.value.code == "not_utf8"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(Refusal) as refused:
            read_form(CaseForm, path)
        assert refused.value.field == "file"


def test_an_input_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b" " * 4_000_001)
    with pytest.raises(Refusal) as refused:
        read_form(CaseForm, path)
    assert refused.value.code == "too_large"


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
    max_leaves=12,
)


def refusal_of(call: Callable[[], object]) -> Refusal | None:
    try:
        call()
    except Refusal as refused:
        return refused
    return None


@given(ANY_JSON)
def test_whatever_comes_is_a_form_or_a_refusal(data: Any) -> None:
    for shape in (CaseForm, AnswerForm, CommitmentForm):
        refused = refusal_of(lambda shape=shape: form_of(shape, data))  # type: ignore[misc]
        assert refused is None or isinstance(refused, BadInput)


@given(st.dictionaries(st.sampled_from(["narrative", "topic", "points", "told"]), ANY_JSON))
def test_whatever_stands_in_a_field_is_a_form_or_a_refusal(fields: dict[str, Any]) -> None:
    refused = refusal_of(lambda: form_of(CaseForm, changed(**fields)))
    told = refused.more if isinstance(refused, BadInput) else []
    assert {one.field.partition(".")[0] for one in told} <= fields.keys()


@given(st.text())
def test_any_text_is_json_or_refused(text: str) -> None:
    refused = refusal_of(lambda: parsed(text))
    assert refused is None or refused.code in ("bad_json", "field_twice")


@given(st.binary())
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    refused = refusal_of(lambda: decoded(raw).encode())
    assert refused is None or refused.code == "not_utf8"


def test_a_lone_surrogate_does_not_get_in() -> None:
    form = form_of(PointForm, parsed('{"kind": "request", "matter": "校\\ud800表"}'))
    assert form.matter == "校表"
