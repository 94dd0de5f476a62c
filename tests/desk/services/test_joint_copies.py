"""Copies for those who signed a joint case: each with a name, none for who is addressed."""

import io

import pypdfium2
import pytest

from desk.forms_counter import SignatoryForm
from desk.letter.life import Letter
from desk.services import letters, print_runs, signatories
from desk.services.joint_copies import copies_for_others, letter_to_copy, others
from tests.desk.services.hall import Hall, open_hall, refused


@pytest.fixture(scope="module")
def joint() -> tuple[Hall, str, Letter]:
    """An issued reply in a case that four people signed: one speaks for all, one has left."""
    hall = open_hall()
    reference, letter = hall.issued()
    forms = [SignatoryForm(name=name, phone="13900000001") for name in ("王秀兰", "李敏", "赵立")]
    forms.append(SignatoryForm(name="石磊"))
    signatories.join_case(hall.desk, hall.clerk, reference, forms)
    signatories.choose_representatives(hall.desk, hall.clerk, reference, [2])
    signatories.leave_case(hall.desk, hall.clerk, reference, 4)
    return hall, reference, letter


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def issued(hall: Hall, reference: str) -> Letter:
    draft = letters.draft_letter(hall.desk, hall.clerk, reference)
    letters.submit_letter(hall.desk, hall.clerk, draft.id)
    letters.approve_letter(hall.desk, hall.lead, draft.id)
    return letters.issue_letter(hall.desk, hall.lead, draft.id)


def test_each_of_the_others_gets_the_letter_with_their_name(
    joint: tuple[Hall, str, Letter],
) -> None:
    hall, reference, letter = joint
    assert letter_to_copy(hall.file(reference)) == hall.file(reference).letters[-1]
    pages = texts(copies_for_others(hall.desk, hall.lead, letter.id).pdf)
    named = [page for page in pages if "副本" in page]
    assert len(named) == len(pages)
    assert "送王秀兰（名单第1位）" in named[0]
    assert "送赵立（名单第3位）" in named[-1]
    assert not any("送李敏" in page or "送石磊" in page for page in named)
    assert hall.desk.store.verify() == []
    assert hall.file(reference).journal[-1].act == "letter.copies"


def test_a_print_run_knows_how_many(joint: tuple[Hall, str, Letter]) -> None:
    hall, _reference, letter = joint
    (plan,) = print_runs.plan_run(hall.desk, hall.lead, [letter.id])
    assert plan.others == 2


def test_a_name_that_no_font_has_leaves_no_hole_on_its_copy() -> None:
    hall = open_hall()
    reference, letter = hall.issued()
    forms = [SignatoryForm(name="王秀兰"), SignatoryForm(name="བཀྲ་ཤིས")]
    signatories.join_case(hall.desk, hall.clerk, reference, forms)
    pages = texts(copies_for_others(hall.desk, hall.lead, letter.id).pdf)
    assert "送（姓名已登记在册）（名单第2位）" in pages[-1]


def test_a_letter_of_one_customer_has_no_copies() -> None:
    hall = open_hall()
    _reference, letter = hall.issued()
    refused("no_copies", lambda: copies_for_others(hall.desk, hall.lead, letter.id))


def test_the_customer_stays_the_addressee_when_others_join_later() -> None:
    """Read back from the paper: the letter greets who came, and each joiner gets a copy."""
    hall = open_hall()
    reference = hall.answered()
    forms = [SignatoryForm(name="唐秋", salutation="女士"), SignatoryForm(name="冉冬")]
    signatories.join_case(hall.desk, hall.clerk, reference, forms)
    letter = issued(hall, reference)
    assert "尊敬的柳女士及其他2位客户：" in letter.markdown
    assert "唐秋" not in letter.markdown
    assert "户号" not in letter.markdown
    pages = texts(copies_for_others(hall.desk, hall.lead, letter.id).pdf)
    assert all("尊敬的柳女士及其他2位客户：" in page for page in pages if "尊敬的" in page)
    assert "送唐秋（名单第1位）" in pages[0]
    assert "送冉冬（名单第2位）" in pages[-1]
    assert not any("送柳明月" in page for page in pages)


def test_joiners_who_were_chosen_to_speak_stand_beside_the_customer() -> None:
    hall = open_hall()
    reference = hall.answered()
    forms = [SignatoryForm(name=name, salutation="女士") for name in ("唐秋", "冉冬", "柳明月")]
    signatories.join_case(hall.desk, hall.clerk, reference, forms)
    signatories.choose_representatives(hall.desk, hall.clerk, reference, [2])
    letter = issued(hall, reference)
    assert "尊敬的柳女士、冉女士及其他1位客户：" in letter.markdown
    with hall.desk.store.read() as book:
        assert [one.name for one in others(book, letter)] == ["唐秋"]
