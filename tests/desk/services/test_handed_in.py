"""Papers left with us: on the list, and back to a named person."""

from dataclasses import replace

import pytest

from desk.enums import Confirmation
from desk.forms_counter import PaperForm, RecordForm
from desk.services import handed_in, intake
from tests.desk.services.hall import Hall, case_form, refusal_of, refused


def test_what_was_left_at_registration_is_on_the_record(hall: Hall) -> None:
    papers = [PaperForm(name="购电发票", original=True), PaperForm(name="照片", copies=3)]
    form = replace(case_form(), papers=papers, confirmation=RecordForm(how=Confirmation.SIGNED))
    reference = intake.register_case(hall.desk, hall.clerk, form).reference
    file = hall.file(reference)
    assert [(p.name, p.copies, p.original) for p in file.papers] == [
        ("购电发票", 1, True),
        ("照片", 3, False),
    ]
    assert [c.how for c in file.confirmations] == [Confirmation.SIGNED]


def test_it_goes_back_once_to_a_named_person_even_after_the_end(hall: Hall) -> None:
    reference = hall.register()
    handed_in.receive_paper(hall.desk, hall.clerk, reference, PaperForm(name="身份证"))
    refused("missing", lambda: handed_in.return_paper(hall.desk, hall.clerk, reference, 1, " "))
    refused(
        "no_such_paper", lambda: handed_in.return_paper(hall.desk, hall.clerk, reference, 2, "我")
    )
    back = handed_in.return_paper(hall.desk, hall.other, reference, 1, "柳明月")
    assert (back.returned_to, back.returned_by) == ("柳明月", hall.other.staff_id)
    refused(
        "returned_already",
        lambda: handed_in.return_paper(hall.desk, hall.clerk, reference, 1, "柳明月"),
    )


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (PaperForm(name=" "), "papers.0.name"),
        (PaperForm(name="发票", copies=0), "papers.0.copies"),
        (PaperForm(name="发票", copies=100), "papers.0.copies"),
    ],
)
def test_a_paper_that_is_none_is_refused_and_nothing_is_kept(
    hall: Hall, form: PaperForm, field: str
) -> None:
    given = replace(case_form(), papers=[form])
    refusal = refusal_of(lambda: intake.register_case(hall.desk, hall.clerk, given))
    assert refusal.field == field
    refused("no_such_case", lambda: hall.file("HD01-20261123-0001"))
