"""A second visit: what is newly asked, and whether that is our omission."""

from dataclasses import replace

from desk.enums import MaterialState
from desk.notice import NewReason, Notice, Tick, is_breach, new_missing
from desk.playbook.procedure import Procedure
from tests.desk.notice.build import held, material, notice, procedure

ALL = ("account", "form", "deed")


def reasons(
    first: Notice, again: Notice, of: Procedure | None = None
) -> list[tuple[str, NewReason]]:
    return [(new.row.material_id, new.reason) for new in new_missing(first, again, of)]


def test_what_was_told_is_not_new() -> None:
    first = notice()
    assert new_missing(first, notice(ticks=held("account"))) == ()
    torn = [Tick(material_id="form", state=MaterialState.NOT_ACCEPTABLE, reason="未签名")]
    assert new_missing(first, notice(ticks=torn)) == ()


def test_what_was_ticked_as_held_and_is_asked_for_now_is_our_omission() -> None:
    first = notice(ticks=held(*ALL))
    again = notice(ticks=held("account", "deed"))
    assert reasons(first, again) == [("form", NewReason.OMISSION)]
    assert is_breach(first, again)


def test_one_more_alternative_of_a_group_that_was_asked_is_not_new() -> None:
    wider = procedure(version=4, materials=(*procedure().materials, material("lot", any_of="home")))
    first = notice(ticks=held("account", "form"))
    assert new_missing(first, notice(wider, ticks=held("account", "form"))) == ()


def test_a_group_that_was_satisfied_and_is_asked_again_is_our_omission() -> None:
    assert reasons(notice(ticks=held(*ALL)), notice(ticks=held("account", "form"))) == [
        ("deed", NewReason.OMISSION),
        ("lease", NewReason.OMISSION),
    ]


def test_an_owner_who_became_an_agent_brings_new_papers_without_a_breach() -> None:
    first = notice(ticks=held(*ALL))
    again = notice(answers={"who": "agent", "kin": "no"}, ticks=held(*ALL))
    assert reasons(first, again) == [("authority", NewReason.CIRCUMSTANCES_CHANGED)]
    assert not is_breach(first, again)


def test_a_paper_that_a_newer_rule_asks_for_is_no_breach() -> None:
    newer = procedure(version=4, materials=(*procedure().materials, material("map")))
    first, again = notice(ticks=held(*ALL)), notice(newer, ticks=held(*ALL))
    assert reasons(first, again) == [("map", NewReason.RULE_CHANGED)]


def test_a_paper_added_without_a_new_version_is_our_omission() -> None:
    same = procedure(materials=(*procedure().materials, material("map")))
    assert is_breach(notice(ticks=held(*ALL)), notice(same, ticks=held(*ALL)))


def test_rule_and_circumstances_are_told_apart_when_both_changed() -> None:
    newer = procedure(version=4, materials=(*procedure().materials, material("map")))
    first = notice(ticks=held(*ALL))
    again = notice(newer, answers={"who": "agent", "kin": "yes"}, ticks=held(*ALL))
    assert reasons(first, again, newer) == [
        ("kinship", NewReason.CIRCUMSTANCES_CHANGED),
        ("map", NewReason.RULE_CHANGED),
    ]


def test_a_demand_that_grew_is_ours_unless_the_rule_changed() -> None:
    more = tuple(
        replace(each, copies=2, name="材料form二份") if each.id == "form" else each
        for each in procedure().materials
    )
    first = notice(ticks=held("account", "deed"))
    assert reasons(first, notice(procedure(materials=more), ticks=held("account", "deed"))) == [
        ("form", NewReason.OMISSION)
    ]
    newer = notice(procedure(version=4, materials=more), ticks=held("account", "deed"))
    assert reasons(first, newer) == [("form", NewReason.RULE_CHANGED)]


def test_another_business_is_another_matter() -> None:
    other = procedure(id="close_window", materials=(material("ladder"),))
    assert reasons(notice(ticks=held(*ALL)), notice(other)) == [
        ("ladder", NewReason.CIRCUMSTANCES_CHANGED)
    ]
