"""Joint cases: everybody once, at most five who speak for all, late joiners told apart."""

from dataclasses import replace
from functools import partial

from desk.enums import CaseKind
from desk.forms_counter import SignatoryForm
from desk.services import intake, lists, signatories, slips
from tests.desk.services.hall import Hall, case_form, refusal_of, refused


def people(count: int, speak: int = 0) -> list[SignatoryForm]:
    return [
        SignatoryForm(
            name=f"联名{n}", phone=f"1390000{n:04d}", salutation="女士", representative=n < speak
        )
        for n in range(count)
    ]


def joint(hall: Hall, count: int, speak: int = 0) -> str:
    form = replace(case_form(), signatories=people(count, speak))
    return intake.register_case(hall.desk, hall.clerk, form).reference


def test_everybody_is_kept_in_one_act_and_found(hall: Hall) -> None:
    reference = joint(hall, 20, speak=5)
    file = hall.file(reference)
    assert [one.position for one in file.signatories] == list(range(1, 21))
    assert sum(one.representative for one in file.signatories) == 5
    assert len(file.chain) == 1, "one investigation"
    (row,) = lists.find(hall.desk, hall.clerk, "13900000019")
    assert row.reference == reference


def test_a_sixth_who_speaks_for_all_is_refused_and_nothing_is_kept(hall: Hall) -> None:
    refused("too_many_representatives", lambda: joint(hall, 8, speak=6))
    assert hall.desk.store.verify() == []
    refused("no_such_case", lambda: hall.file("HD01-20261123-0001"))


def test_the_same_person_twice_is_refused_beside_the_line(hall: Hall) -> None:
    form = replace(case_form(), signatories=[*people(3), people(1)[0]])
    refusal = refused("twice", lambda: intake.register_case(hall.desk, hall.clerk, form))
    assert refusal.field == "signatories.3.name"
    assert "1" in refusal.message


def test_a_line_without_a_name_is_refused(hall: Hall) -> None:
    form = replace(case_form(), signatories=[SignatoryForm(name="  ", phone="13900000001")])
    refusal = refused("missing", lambda: intake.register_case(hall.desk, hall.clerk, form))
    assert refusal.field == "signatories.0.name"


def test_late_joiners_follow_with_the_day_they_came(hall: Hall) -> None:
    reference = joint(hall, 2, speak=1)
    hall.clock.move(hours=24)
    late = SignatoryForm(name="后来的", phone="13900009999")
    (added,) = signatories.join_case(hall.desk, hall.clerk, reference, [late])
    assert (added.position, added.joined_late) == (3, True)
    assert added.joined_at == hall.clock.now()
    refused("twice", lambda: signatories.join_case(hall.desk, hall.clerk, reference, people(1)))
    refused("missing", lambda: signatories.join_case(hall.desk, hall.clerk, reference, []))


def test_who_leaves_speaks_no_more_and_may_come_again(hall: Hall) -> None:
    reference = joint(hall, 3, speak=2)
    left = signatories.leave_case(hall.desk, hall.clerk, reference, 1)
    assert not left.representative
    refused(
        "no_such_signatory",
        lambda: signatories.leave_case(hall.desk, hall.clerk, reference, 1),
    )
    signatories.join_case(hall.desk, hall.clerk, reference, people(1))


def test_others_may_be_chosen_to_speak(hall: Hall) -> None:
    reference = joint(hall, 4, speak=1)
    chosen = signatories.choose_representatives(hall.desk, hall.clerk, reference, [2, 4])
    assert [one.position for one in chosen if one.representative] == [2, 4]
    refused(
        "no_such_signatory",
        lambda: signatories.choose_representatives(hall.desk, hall.clerk, reference, [9]),
    )


def test_letters_go_to_those_who_speak_and_name_no_account(hall: Hall) -> None:
    reference = joint(hall, 4, speak=2)
    letter = slips.acknowledge(hall.desk, hall.clerk, reference).markdown
    assert "尊敬的联名0女士、联名1女士及其他2位客户：" in letter
    assert "联名2" not in letter
    assert "户号" not in letter


def test_nobody_joins_a_report(hall: Hall) -> None:
    form = replace(case_form(), kind=CaseKind.REPORT)
    reference = intake.register_case(hall.desk, hall.clerk, form).reference
    join = partial(signatories.join_case, hall.desk, hall.lead, reference, people(1))
    assert refusal_of(join).field == "signatories"
    assert hall.file(reference).signatories == ()
