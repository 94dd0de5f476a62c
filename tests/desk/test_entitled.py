"""Who may be told what, by role, right and day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.entitled import EVERYBODY, entitled, kind_of_basis, may_read_of, stranger
from desk.enums import Basis, MayKnow, PartyRole
from tests.builders import a_party

DAY = date(2026, 11, 23)
CAME = a_party("c", name="柳明月")
MOTHER = a_party("c", role=PartyRole.ACCOUNT_HOLDER, name="何秀云")


def speaker(**fields: object) -> object:
    values = {
        "role": PartyRole.REPRESENTATIVE,
        "name": "柳明月",
        "basis": "授权委托书",
        "basis_kind": Basis.LETTER_OF_AUTHORITY,
        "basis_seen": True,
        "basis_valid_to": DAY,
    }
    return a_party("c", **{**values, **fields})


def may(party: object, *others: object) -> frozenset[MayKnow]:
    return entitled([party, *others], party, DAY).may  # type: ignore[arg-type, list-item]


def test_who_comes_for_themselves_may_be_told_everything() -> None:
    assert may(CAME) == frozenset(MayKnow)


def test_a_daughter_without_authority_hears_of_her_complaint_and_not_of_the_bill() -> None:
    assert may(CAME, MOTHER) == frozenset(MayKnow) - {MayKnow.ACCOUNT}
    assert may(CAME, MOTHER, speaker()) == frozenset(MayKnow)
    assert MayKnow.ACCOUNT not in may(CAME, MOTHER, speaker(basis_seen=False))


def test_the_holder_is_told_of_the_account_and_not_of_what_others_said() -> None:
    assert may(MOTHER, CAME) == {MayKnow.STANDING, MayKnow.ACCOUNT}


def test_of_a_minor_the_guardian_is_told() -> None:
    child = a_party("c", name="柳小满", minor=True)
    guardian = speaker(basis_kind=Basis.GUARDIAN, basis="", basis_valid_to=None)
    assert MayKnow.ANSWERS not in may(child, guardian)
    assert may(guardian, child) == frozenset(MayKnow)


@pytest.mark.parametrize("days", [0, 1])
def test_a_paper_holds_on_its_last_day_and_not_after(days: int) -> None:
    one = speaker(name="代办人", basis_valid_to=DAY - timedelta(days=days))
    assert (MayKnow.ACCOUNT in may(one, CAME)) is (days == 0)


def test_another_paper_is_enough_for_the_matter_alone() -> None:
    assert MayKnow.ACCOUNT not in may(speaker(name="村干部", basis_kind=Basis.OTHER), CAME)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("户主书面委托", Basis.LETTER_OF_AUTHORITY),
        ("系法定监护人", Basis.GUARDIAN),
        ("单位介绍信", Basis.COMPANY_LETTER),
        ("口头说明", Basis.OTHER),
    ],
)
def test_what_was_not_chosen_is_read_from_the_words(words: str, kind: Basis) -> None:
    assert kind_of_basis(None, words) is kind
    assert kind_of_basis(Basis.OTHER, words) is Basis.OTHER


def test_whose_name_a_reader_may_read() -> None:
    stranger_ = a_party("c", role=PartyRole.ADDRESSEE, name="收件人")
    proved, unseen = speaker(), speaker(basis_seen=False)
    assert may_read_of([CAME, MOTHER, proved], CAME, MOTHER, DAY)  # type: ignore[list-item]
    assert not may_read_of([CAME, MOTHER, unseen], CAME, MOTHER, DAY)  # type: ignore[list-item]
    assert not may_read_of([CAME, MOTHER], CAME, MOTHER, DAY)
    assert not may_read_of([CAME, stranger_, proved], CAME, stranger_, DAY)  # type: ignore[list-item]
    assert may_read_of([CAME], CAME, CAME, DAY)


PARTIES = st.builds(
    lambda **fields: a_party("c", **fields),
    role=st.sampled_from(PartyRole),
    name=st.sampled_from(["甲", "乙", ""]),
    basis_kind=st.sampled_from([None, *Basis]),
    basis=st.sampled_from(["", "授权委托书"]),
    basis_seen=st.booleans(),
    basis_valid_to=st.sampled_from([None, DAY, DAY - timedelta(days=1)]),
    minor=st.booleans(),
)


@given(st.lists(PARTIES, min_size=1, max_size=5), st.integers(0, 4))
def test_nobody_gets_less_than_anybody_and_no_paper_no_account(parties: list, n: int) -> None:  # type: ignore[type-arg]
    one = parties[n % len(parties)]
    told = entitled(parties, one, DAY)
    assert told.may >= EVERYBODY
    assert told.why
    assert told.words
    assert stranger().may == EVERYBODY
    if one.role is PartyRole.REPRESENTATIVE and not one.name and not one.basis_seen:
        assert told.may == EVERYBODY
    # A paper that is taken away never gives more.
    without = [p for p in parties if p.role is not PartyRole.REPRESENTATIVE or p is one]
    assert entitled(without, one, DAY).may <= told.may
