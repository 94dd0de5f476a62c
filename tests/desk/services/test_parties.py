"""The people of a case: taken down, proved, and told only what is theirs to know."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from desk.enums import AddressPlace, Basis, CaseKind, Delivery, LetterState, MayKnow, PartyRole
from desk.forms import BasisForm, DeliveryForm, PartyForm
from desk.letter.delivery import DeliveryAttempt
from desk.letter.facts import Reader
from desk.services import delivery, intake, parties, standing
from desk.services.facts import case_reader
from desk.services.printed_as import postal_address
from tests.builders import a_case, a_custody, a_letter, a_party
from tests.desk.services.hall import Hall, case_form, refused

MOTHER = PartyForm(role=PartyRole.ACCOUNT_HOLDER, name="何秀云")


def speaker(**fields: Any) -> PartyForm:
    values = {"role": PartyRole.REPRESENTATIVE, "name": "代小兰", "basis_seen": True}
    return PartyForm(**{**values, "basis_kind": Basis.LETTER_OF_AUTHORITY, **fields})


def registered(hall: Hall, *others: PartyForm, **fields: Any) -> str:
    form = replace(case_form(), parties=list(others), **fields)
    return intake.register_case(hall.desk, hall.clerk, form).reference


class TestPapers:
    def test_one_that_ended_is_refused_beside_its_field(self, hall: Hall) -> None:
        ended = speaker(basis_valid_to=hall.today - timedelta(days=1))
        refusal = refused("basis_ended", lambda: registered(hall, MOTHER, ended))
        assert refusal.field == "parties.1.basis_valid_to"

    def test_not_seen_it_is_accepted_and_opens_nothing(self, hall: Hall) -> None:
        ended = speaker(basis_valid_to=hall.today - timedelta(days=1), basis_seen=False)
        reference = registered(hall, ended)
        told = parties.list_parties(hall.desk, hall.clerk, reference)[1]
        assert told.entitled.may == {MayKnow.STANDING}

    def test_brought_anew_it_holds(self, hall: Hall) -> None:
        reference = registered(hall, speaker(basis_seen=False))
        form = BasisForm(basis_valid_to=hall.today)
        told = parties.prove_party(hall.desk, hall.clerk, reference, 2, form)
        assert MayKnow.ACCOUNT in told.entitled
        hall.clock.move(days=1)
        later = parties.list_parties(hall.desk, hall.clerk, reference)[1]
        assert MayKnow.PROGRESS not in later.entitled

    def test_of_a_minors_papers_no_copy_is_kept(self, hall: Hall) -> None:
        guardian = speaker(basis_kind=Basis.GUARDIAN, minor=True, basis_copied=True)
        refusal = refused("copy_of_minor", lambda: registered(hall, guardian))
        assert refusal.field == "parties.0.basis_copied"
        reference = registered(hall, replace(guardian, basis_copied=False))
        assert hall.file(reference).complainant.minor

    def test_who_acts_in_their_own_name_needs_none(self, hall: Hall) -> None:
        reference = registered(hall, MOTHER)
        form = BasisForm(basis_kind=Basis.OTHER)
        refused(
            "needs_no_paper",
            lambda: parties.prove_party(hall.desk, hall.clerk, reference, 2, form),
        )

    def test_what_is_kept_of_a_paper(self, hall: Hall) -> None:
        reference = registered(hall, speaker(basis_copied=True))
        kept = hall.file(reference).parties[1]
        assert (kept.basis, kept.basis_copied) == ("授权委托书", True)


class TestAdding:
    def test_later_they_stand_behind_the_others(self, hall: Hall) -> None:
        reference = registered(hall, MOTHER)
        told = parties.add_party(hall.desk, hall.clerk, reference, speaker())
        assert told.position == 3
        assert [one.name for one in hall.file(reference).parties][1:] == ["何秀云", "代小兰"]

    @pytest.mark.parametrize(
        ("form", "code"),
        [
            (MOTHER, "twice"),
            (PartyForm(role=PartyRole.COMPLAINANT, name="别人"), "complainant_stands"),
            (PartyForm(role=PartyRole.ADDRESSEE, name=" "), "missing"),
            (PartyForm(role=PartyRole.REPRESENTATIVE, name="代小兰"), "missing"),
        ],
    )
    def test_what_cannot_be(self, hall: Hall, form: PartyForm, code: str) -> None:
        reference = registered(hall, MOTHER)
        refused(code, lambda: parties.add_party(hall.desk, hall.clerk, reference, form))

    def test_a_case_does_not_fill_up_without_end(self, hall: Hall) -> None:
        many = [PartyForm(role=PartyRole.ADDRESSEE, name=f"收件人{n}") for n in range(20)]
        reference = registered(hall, *many)
        refused("too_many", lambda: parties.add_party(hall.desk, hall.clerk, reference, MOTHER))

    def test_in_a_report_others_would_give_the_reporter_away(self, hall: Hall) -> None:
        refused("gives_away", lambda: registered(hall, MOTHER, kind=CaseKind.REPORT))
        reference = registered(hall, kind=CaseKind.REPORT)
        refused("gives_away", lambda: parties.add_party(hall.desk, hall.lead, reference, MOTHER))


class TestStands:
    def says(self, hall: Hall, reference: str, asker: int | None = None) -> str:
        return standing.stands(hall.desk, hall.clerk, reference, asker)

    def test_alone_in_the_case_the_customer_is_told(self, hall: Hall) -> None:
        reference = hall.register()
        assert self.says(hall, reference) == self.says(hall, reference, 1)
        assert hall.clerk.name in self.says(hall, reference)

    def test_anybody_hears_number_stage_and_day_and_no_name(self, hall: Hall) -> None:
        reference = registered(hall, MOTHER, speaker(basis_seen=False))
        for asker in (None, 0, 2, 3):
            text = self.says(hall, reference, asker)
            assert reference in text
            assert hall.clerk.name not in text
        assert hall.clerk.name in self.says(hall, reference, 1)

    def test_of_a_report_nobody_hears_more(self, hall: Hall) -> None:
        reference = registered(hall, kind=CaseKind.REPORT)
        assert self.says(hall, reference) == self.says(hall, reference, 0)

    def test_an_ended_case_is_said_to_be_completed(self, hall: Hall) -> None:
        assert "办结" in self.says(hall, hall.closed(), 0)

    def test_a_number_that_nobody_has(self, hall: Hall) -> None:
        reference = hall.register()
        refusal = refused("no_such_party", partial(self.says, hall, reference, 2))
        assert refusal.field == "asker"


class TestLetters:
    """Whose account it is stands in a letter only while its reader may be told."""

    def printed(self, hall: Hall, *others: PartyForm) -> Reader:
        form = replace(case_form(), parties=list(others))
        reference = intake.register_case(hall.desk, hall.clerk, form).reference
        return case_reader(hall.desk, hall.file(reference), "zh_CN")

    def test_without_authority_neither_account_nor_holder(self, hall: Hall) -> None:
        reader = self.printed(hall, MOTHER)
        assert (reader.holder, reader.account, reader.address) == ("", "", "")
        assert reader.salutation == "柳女士"
        assert reader.phone

    def test_with_authority_the_holders_name_stands_masked(self, hall: Hall) -> None:
        reader = self.printed(hall, MOTHER, speaker(name="柳明月"))
        assert reader.account
        assert reader.holder == "何**"

    def test_a_neighbour_who_takes_the_letter_in_learns_no_account(self, hall: Hall) -> None:
        neighbour = PartyForm(role=PartyRole.ADDRESSEE, name="邻居甲")
        assert self.printed(hall, neighbour).account == ""
        assert self.printed(hall).account


class TestReport:
    def test_the_answer_is_fetched_with_the_code_or_posted_by_the_manager(self, hall: Hall) -> None:
        with hall.desk.store.act("t", staff_id=hall.lead.staff_id, at=hall.clock.now()) as act:
            case = a_case(hall.lead.staff_id, 9, kind=CaseKind.REPORT, sealed=True)
            letter = a_letter(case.id, hall.lead.staff_id, state=LetterState.PRINTED)
            nobody = a_party(case.id, name="", phone="", salutation="")
            act.add(case, nobody, a_custody(case.id, hall.lead.staff_id), letter)
            act.commit()
        post = DeliveryForm(delivery=Delivery.POST, tracking="1234567890123")
        refused("sealed", lambda: delivery.deliver_letter(hall.desk, hall.clerk, letter.id, post))
        by_hand = DeliveryForm(delivery=Delivery.BY_HAND, receiver="柳明月")
        delivery.deliver_letter(hall.desk, hall.clerk, letter.id, by_hand)
        with hall.desk.store.read() as book:
            [tried] = book.find(DeliveryAttempt, letter_id=letter.id)
        assert tried.receiver == ""
        assert "查询码" in tried.entitled


def test_the_envelope_goes_to_whoever_shall_get_the_letter(hall: Hall) -> None:
    gets = PartyForm(role=PartyRole.ADDRESSEE, name="邻居甲", address="临江市柳林巷9号")
    reference = registered(hall, gets)
    letter = a_letter(hall.file(reference).case.id, hall.clerk.staff_id)
    letter = replace(letter, address_place=AddressPlace.WINDOW)
    with hall.desk.store.act("t", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
        act.add(letter)
        address = postal_address(hall.desk, act, letter)
    assert "邻居甲" in address
    assert "9号" in address
