"""Several businesses of one visit on one paper: nothing is asked for twice, nothing is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk.enums import MaterialState
from desk.notice import MaterialRow, NoticeDraft, draft, missing, told
from desk.notice.merge import answers_for, merge, same_paper
from desk.playbook.procedure import MaterialForm, MaterialGroup, Procedure
from tests.desk.notice.build import DAY, held, material, procedure

SELF = {"who": "self"}


def other(**changes: object) -> Procedure:
    """A second business, which asks for the deed on its own and for a key."""
    parts: dict[str, object] = {
        "id": "close_window",
        "title": "关窗",
        "questions": (),
        "groups": (),
        "materials": (material("deed", MaterialForm.COPY, copies=3), material("key")),
        "steps": procedure().steps[:1],
        "notes": (),
        "commitment": None,
    }
    return procedure(**{**parts, **changes})


def paper(of: Procedure, *ticked: str) -> NoticeDraft:
    ids = {m.id for m in of.materials}
    answers = SELF if of.questions else {}
    return draft(of, answers=answers, ticks=held(*(t for t in ticked if t in ids)), day=DAY)


def merged(*ticked: str, second: Procedure | None = None) -> NoticeDraft:
    return merge([paper(procedure(), *ticked), paper(second or other(), *ticked)])


def asked(of: NoticeDraft) -> list[str]:
    return [row.material_id for row in missing(of.rows)]


def row(of: NoticeDraft, material_id: str) -> MaterialRow:
    (found,) = [each for each in of.rows if each.material_id == material_id]
    return found


def test_one_paper_stays_as_it_is() -> None:
    alone = paper(procedure())
    assert merge([alone]) is alone


def test_a_paper_that_both_need_stands_once_with_the_larger_number_of_copies() -> None:
    both = merged()
    assert [r.material_id for r in both.rows].count("deed") == 1
    assert row(both, "deed").copies == 3
    assert both.procedure_id == "open_window+close_window"
    assert both.title == "开窗；关窗"


def test_a_choice_is_settled_by_a_paper_that_the_other_business_needs_anyway() -> None:
    assert asked(merged()) == ["account", "deed", "form", "key"]
    assert asked(merged("deed", "account")) == ["form", "key"]


def test_a_choice_of_two_needs_one_more_beside_the_paper_that_is_needed_anyway() -> None:
    two = procedure(groups=(MaterialGroup(id="home", label="任选两种", at_least=2),))
    both = merge([paper(two, "deed"), paper(other(), "deed")])
    assert "lease" in asked(both)
    assert row(both, "lease").group_at_least == 1


def test_what_is_here_is_listed_even_if_its_choice_is_settled() -> None:
    both = merged("lease")
    assert row(both, "lease").state is MaterialState.HELD
    assert asked(both) == ["account", "deed", "form", "key"]


def test_a_paper_that_is_only_helpful_elsewhere_stays_a_choice() -> None:
    helpful = other(materials=(material("deed", required=False), material("key")))
    both = merged(second=helpful)
    assert row(both, "deed").group == "open_window.home"
    assert asked(merged("lease", second=helpful)) == ["account", "form", "key"]


def test_choices_of_the_same_name_in_two_businesses_stay_apart() -> None:
    choice = other(
        groups=(MaterialGroup(id="home", label="任选一种"),),
        materials=(material("deed", any_of="home"), material("key", any_of="home")),
    )
    assert asked(merged("lease", second=choice)) == ["account", "form", "deed", "key"]
    # Brought once, it serves both choices.
    assert asked(merged("deed", second=choice)) == ["account", "form"]


def test_the_same_paper_under_another_id_is_the_same_paper() -> None:
    renamed = replace(material("title"), name="材料form", form=MaterialForm.FILLED_FORM)
    both = merged("form", second=other(materials=(renamed, material("key"))))
    assert "title" not in {each.material_id for each in both.rows}
    assert "form" not in asked(both)


def test_a_torn_paper_is_told_as_torn() -> None:
    torn = paper(procedure())
    rows = tuple(
        replace(r, state=MaterialState.NOT_ACCEPTABLE, reason="缺页")
        if r.material_id == "deed"
        else r
        for r in torn.rows
    )
    both = merge([replace(torn, rows=rows), paper(other())])
    assert (row(both, "deed").state, row(both, "deed").reason) == (
        MaterialState.NOT_ACCEPTABLE,
        "缺页",
    )


def test_steps_limits_and_fees_say_whose_they_are() -> None:
    both = merged()
    assert both.steps[0].startswith("【开窗】")
    assert both.steps[-1].startswith("【关窗】")
    assert both.limit_text == "【开窗】3个工作日；【关窗】3个工作日"
    assert both.phones == paper(procedure()).phones
    assert both.blanks[0].startswith("open_window.")


def test_answers_belong_to_their_business() -> None:
    given_answers = {"who": "self", "b.at": "night", "a.who": "agent"}
    assert answers_for("a", True, given_answers) == {"who": "agent"}
    assert answers_for("b", False, given_answers) == {"at": "night"}
    assert merged().answers == {"open_window.who": "self"}


@given(st.sets(st.sampled_from(["account", "form", "deed", "lease", "key"])))
def test_what_completes_the_merged_paper_completes_each_of_them(ticked: set[str]) -> None:
    both = merged(*ticked)
    alone = [paper(procedure(), *ticked), paper(other(), *ticked)]
    short = {r.material_id for p in alone for r in missing(p.rows)}
    assert (not asked(both)) == (not short)
    assert set(asked(both)) <= short
    rows = told(both.rows)
    doubles = [(a, b) for n, a in enumerate(rows) for b in rows[n + 1 :] if same_paper(a, b)]
    assert doubles == []
