"""What the file knows and a letter must not show, or shows almost rightly."""

from dataclasses import replace

import pytest

from desk.enums import PartyRole
from desk.forms import PartyForm
from desk.services import intake, letters
from tests.desk.services.hall import Hall, case_form


def _found(hall: Hall, finding: str, *parties: PartyForm) -> dict[str, bool]:
    """Codes found in a reply whose finding is this, and whether they block."""
    form = replace(case_form(), parties=list(parties))
    ref = intake.register_case(hall.desk, hall.clerk, form).reference
    hall.answer(ref, 1, finding=finding)
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    found = letters.lint_letter(hall.desk, hall.clerk, letter.id)
    return {one.code: one.blocks for one in found if one.field == "points.1.finding"}


@pytest.mark.parametrize(
    ("finding", "code", "blocks"),
    [
        ("11月20日核对，户号9900000001读数无误。", "personal_data", True),
        ("11月20日致电19900000001核对过。", "personal_data", True),
        ("11月20日到临江市柳林巷3号核对过。", "personal_data", True),
        ("11月20日核对，户号9900000010读数无误。", "account_differs", True),
        ("11月20日与户主柳明玥核对过读数。", "name_differs", False),
        ("11月20日到柳林港3号核对过读数。", "address_differs", False),
    ],
)
def test_the_reader_as_the_file_knows_them(
    hall: Hall, finding: str, code: str, blocks: bool
) -> None:
    assert _found(hall, finding).get(code) is blocks


def test_the_readers_own_name_and_street_are_no_finding(hall: Hall) -> None:
    assert _found(hall, "11月20日到柳林巷3号，与柳明月女士当面核对了读数。") == {}


HOLDER = PartyForm(role=PartyRole.ACCOUNT_HOLDER, name="柳长青")
SPEAKER = PartyForm(role=PartyRole.REPRESENTATIVE, name="柳明月", basis="户主书面委托")


@pytest.mark.parametrize(
    ("parties", "blocked"),
    [
        ((HOLDER,), True),
        ((HOLDER, SPEAKER), True),
        ((HOLDER, replace(SPEAKER, basis_seen=True)), False),
        ((replace(HOLDER, name="柳明月"),), False),
        ((), False),
    ],
)
def test_somebody_elses_name_is_for_those_who_speak_for_them(
    hall: Hall, parties: tuple[PartyForm, ...], blocked: bool
) -> None:
    found = _found(hall, "11月20日核对，柳长青名下的电表接线正确。", *parties)
    assert ("personal_data" in found) is blocked
    # Who is a party is spelt as it should be.
    assert "name_differs" not in found
