"""The form as data, and what a clerk may do to its points: by example and by property."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import (
    CaseKind,
    ExternalSource,
    Grade,
    Mood,
    PartyRole,
    PointKind,
    ReportTo,
    Scope,
    Topic,
    Urgency,
)
from desk.forms import PartyForm, PointForm
from desk.refusals import Refusal
from screens.intake import point_ops as ops
from screens.intake.beyond import CallMade, Elsewhere
from screens.intake.sheet import (
    Proposed,
    Sheet,
    Visitor,
    Who,
    case_form,
    from_json,
    to_json,
)
from screens.intake.tips import think
from tests.screens.hall import a_hall

texts = st.text(max_size=30)
points = st.lists(
    st.builds(
        PointForm,
        kind=st.sampled_from(PointKind),
        matter=st.text("电费，。？多要求 ab", min_size=1),
    ),
    max_size=6,
).map(tuple)
parties = st.lists(
    st.builds(
        PartyForm,
        role=st.sampled_from(PartyRole),
        name=texts,
        basis=texts,
        basis_seen=st.booleans(),
        basis_valid_to=st.none() | st.dates(),
    ),
    max_size=3,
).map(tuple)
sheets = st.builds(
    Sheet,
    visitor=st.builds(Visitor, who=st.sampled_from(Who), name=texts, phone=texts),
    search=texts,
    narrative=texts,
    points=points,
    taken=st.booleans(),
    seen=st.lists(texts, max_size=3).map(tuple),
    topic=st.none() | st.sampled_from(Topic),
    mood=st.none() | st.sampled_from(Mood),
    kind=st.sampled_from(CaseKind),
    grade=st.none() | st.sampled_from(Grade),
    urgency=st.none() | st.sampled_from(Urgency),
    scope=st.sampled_from(Scope),
    parties=parties,
    told=texts,
    expected_by=texts,
)


@given(sheets)
def test_a_draft_gives_back_what_stood_on_the_form(sheet: Sheet) -> None:
    kept = json.dumps(to_json(sheet), ensure_ascii=False)
    assert from_json(json.loads(kept)) == sheet


def test_a_draft_of_another_version_is_read_as_far_as_it_goes() -> None:
    content = {**to_json(Sheet(narrative="电费多了")), "colour": "red"}
    del content["told"]
    assert from_json(content) == Sheet(narrative="电费多了")


def test_a_search_alone_is_not_worth_keeping() -> None:
    assert Sheet(search="1390000").blank
    assert not Sheet(narrative="电").blank


@pytest.mark.parametrize(
    ("typed", "visitor"),
    [
        ("13900001234", Visitor(who=Who.NEW, phone="13900001234")),
        ("139 0000 1234", Visitor(who=Who.NEW, phone="13900001234")),
        ("0500000009", Visitor(who=Who.NEW, account_no="0500000009")),
        ("柳明月", Visitor(who=Who.NEW, name="柳明月")),
        ("1234", Visitor(who=Who.NEW)),
        ("lmy", Visitor(who=Who.NEW, name="lmy")),
        ("Anna Invented", Visitor(who=Who.NEW, name="Anna Invented")),
        ("江女士", Visitor(who=Who.NEW, name="江女士")),
        ("女士 1234", Visitor(who=Who.NEW, salutation="女士")),
        (
            "江小禾女士，139 1234 0000，0500000009",
            Visitor(
                who=Who.NEW,
                name="江小禾",
                salutation="女士",
                phone="13912340000",
                account_no="0500000009",
            ),
        ),
    ],
)
def test_what_was_searched_for_goes_where_it_fits(typed: str, visitor: Visitor) -> None:
    assert Visitor.new(typed) == visitor


class TestCaseForm:
    def test_proposals_stand_where_the_clerk_chose_nothing(self) -> None:
        desk = a_hall().desk
        proposed = Proposed(topic=Topic.QUEUEING, grade=Grade.MAJOR, urgency=Urgency.EMERGENCY)
        form = case_form(Sheet(narrative="等"), desk, proposed)
        assert (form.topic, form.grade, form.urgency) == (
            Topic.QUEUEING,
            Grade.MAJOR,
            Urgency.EMERGENCY,
        )
        own = Sheet(topic=Topic.OTHER, grade=Grade.NORMAL, urgency=Urgency.NORMAL)
        form = case_form(own, desk, proposed)
        assert (form.topic, form.grade, form.urgency) == (
            Topic.OTHER,
            Grade.NORMAL,
            Urgency.NORMAL,
        )

    def test_points_that_were_only_proposed_are_not_the_clerks(self) -> None:
        point = PointForm(kind=PointKind.REQUEST, matter="要校表")
        desk = a_hall().desk
        assert case_form(Sheet(points=(point,)), desk, Proposed()).points == []
        assert case_form(Sheet(points=(point,), taken=True), desk, Proposed()).points == [point]

    def test_a_day_is_read_as_clerks_write_it(self) -> None:
        form = case_form(Sheet(expected_by="12-01"), a_hall().desk, Proposed())
        assert form.expected_by == date(2026, 12, 1)

    @pytest.mark.parametrize(
        ("sheet", "field"),
        [
            (Sheet(expected_by="下回"), "expected_by"),
            (Sheet(received_at="下回"), "received_at"),
        ],
    )
    def test_what_is_no_day_is_refused_at_its_field(self, sheet: Sheet, field: str) -> None:
        with pytest.raises(Refusal) as caught:
            case_form(sheet, a_hall().desk, Proposed())
        assert caught.value.field == field

    def test_a_call_for_help_stands_before_what_was_told_and_others_do_not(self) -> None:
        calls = (
            CallMade(receiver=ReportTo.REPAIR, person="李工", at="2026-11-23T01:30:00+00:00"),
            CallMade(receiver=ReportTo.SUPERIOR, person="周工", at="2026-11-23T01:32:00+00:00"),
        )
        form = case_form(Sheet(calls=calls, told="马上去人"), a_hall().desk, Proposed())
        assert form.told == "09:30已电话报告紧急情况：李工；马上去人"
        assert [report.person for report in form.reports] == ["李工", "周工"]

    def test_calls_and_outside_numbers_come_back_from_a_draft(self) -> None:
        sheet = Sheet(
            calls=(CallMade(receiver=ReportTo.FIRE, at="2026-11-23T01:30:00+00:00"),),
            elsewhere=(
                Elsewhere(source=ExternalSource.CITY_12345, number="LJ1", due="11-30 9:00"),
            ),
        )
        assert from_json(json.loads(json.dumps(to_json(sheet)))) == sheet


class TestPoints:
    @given(points, st.integers(0, 5), st.sampled_from([-1, 1]))
    def test_moving_keeps_every_point(self, given_: ops.Points, at: int, step: int) -> None:
        if at < len(given_):
            moved, mark = ops.move(given_, at, step)
            assert sorted(p.matter for p in moved) == sorted(p.matter for p in given_)
            assert moved[mark] == given_[at]

    @given(points, st.integers(0, 5))
    def test_splitting_loses_no_word(self, given_: ops.Points, at: int) -> None:
        if at < len(given_):
            made, _mark = ops.split(given_, at)
            marks = str.maketrans("", "", "，,；;。、！!？? \t")
            before = "".join(p.matter for p in given_).translate(marks)
            assert "".join(p.matter for p in made).translate(marks) == before

    @given(points, st.integers(0, 6))
    def test_the_mark_stays_on_the_list(self, given_: ops.Points, at: int) -> None:
        for left, mark in (ops.delete(given_, at), ops.join(given_, at), ops.write(given_, at, "")):
            assert 0 <= mark <= max(0, len(left) - 1) or mark == at

    def test_joined_points_read_as_one_sentence(self) -> None:
        two = (
            PointForm(kind=PointKind.QUESTION, matter="为什么多了？"),
            PointForm(kind=PointKind.ALLEGATION, matter="电器没添"),
        )
        assert ops.join(two, 1) == (
            (PointForm(kind=PointKind.QUESTION, matter="为什么多了，电器没添"),),
            0,
        )

    def test_a_point_is_cut_nearest_to_its_middle(self) -> None:
        one = (PointForm(kind=PointKind.ALLEGATION, matter="这个月，电费多了一倍，要退给我"),)
        made, mark = ops.split(one, 0)
        assert [p.matter for p in made] == ["这个月，电费多了一倍", "要退给我"]
        assert mark == 1

    @pytest.mark.parametrize(
        ("matter", "kind"),
        [
            ("校表要不要钱？", PointKind.QUESTION),
            ("要求退还电费", PointKind.REQUEST),
            ("表走得快", PointKind.ALLEGATION),
        ],
    )
    def test_a_new_point_is_of_the_kind_its_words_say(self, matter: str, kind: PointKind) -> None:
        assert ops.write((), 0, matter)[0][0].kind is kind

    def test_what_the_clerk_took_out_is_not_proposed_again(self) -> None:
        old = PointForm(kind=PointKind.REQUEST, matter="要校表")
        new = PointForm(kind=PointKind.QUESTION, matter="收钱吗？")
        assert ops.fresh((), (old, new), ("要校表",)) == (new,)


class TestTips:
    def test_danger_raises_urgency_and_names_telephones(self) -> None:
        tips = think(a_hall().desk, Sheet(narrative="电线掉地上了，还冒着火花"))
        assert tips.proposed.urgency is Urgency.EMERGENCY
        assert any(phone.number == "119" for entry in tips.emergencies for phone in entry.call)

    def test_a_chosen_topic_rules_the_scripts(self) -> None:
        sheet = Sheet(narrative="电费多了一倍", topic=Topic.QUEUEING)
        tips = think(a_hall().desk, sheet)
        assert tips.topic.topic is Topic.QUEUEING
        assert {script.topic for script in tips.scripts} <= {Topic.QUEUEING}

    @given(st.text(max_size=200))
    def test_nothing_typed_breaks_it(self, text: str) -> None:
        tips = think(DESK, Sheet(narrative=text))
        assert tips.suggestion.topics


DESK = a_hall().desk
