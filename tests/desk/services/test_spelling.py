"""Nobody is refused for a glyph: names in any script are kept, and every paper goes out."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk.enums import AddressPlace, LetterKind, PartyRole
from desk.forms import CaseForm, CustomerForm, PartyForm
from desk.forms_counter import AmendForm
from desk.letter.life import Letter
from desk.letter.stationery import Stationery
from desk.services import (
    customers,
    intake,
    letters,
    mistakes,
    notices,
    outgoing,
    parties,
    printed_as,
    review,
    slips,
)
from desk.services.papers import chain_page
from desk.services.spelling import printed, unprintable, without_form
from tests.desk.services.counter import list_form, with_business
from tests.desk.services.hall import Hall, case_form, refused

NAMES = {
    "tibetan": ("བཀྲ་ཤིས", "扎西"),
    "uyghur": ("ئالىم", "阿力木"),
    "mongolian": ("ᠪᠠᠲᠤ", "巴图"),
    "yi": ("ꀊꏂ", "阿诗"),
    "zhuang": ("Veiz Gvaŋ", "韦光"),
}


@pytest.fixture
def site(hall: Hall, tmp_path: Path) -> Hall:
    """The hall with a data folder, and no fonts of its own in it."""
    hall.desk = replace(hall.desk, stationery=Stationery(tmp_path))
    return hall


def registered(hall: Hall, name: str, form: str = "") -> str:
    given = CustomerForm(name=name, salutation="先生", phone="13900000009", address="柳林巷3号")
    asked: CaseForm = replace(case_form(), customer=given, printed_name=form)
    return intake.register_case(hall.desk, hall.clerk, asked).reference


def amended(hall: Hall, reference: str, field: str, value: str) -> None:
    form = AmendForm(field=field, value=value, reason="问过了")
    mistakes.amend(hall.desk, hall.clerk, reference, form)


def replied(hall: Hall, reference: str) -> Letter:
    for point in hall.file(reference).points:
        hall.answer(reference, point.position)
    return letters.draft_letter(hall.desk, hall.clerk, reference)


@pytest.mark.parametrize(("name", "form"), NAMES.values(), ids=NAMES)
def test_a_name_in_any_script_gets_every_slip(site: Hall, name: str, form: str) -> None:
    reference = registered(site, name, form)
    who = site.file(reference).complainant
    assert (who.name, who.printed_name) == (name, form)
    slip = slips.acknowledge(site.desk, site.clerk, reference)
    assert f"{form}先生" in slip.markdown
    record = slips.make_record(site.desk, site.clerk, reference)
    assert form in record.markdown
    assert outgoing.letter_page(site.desk, site.clerk, record.id).pdf.startswith(b"%PDF")
    assert chain_page(site.desk, site.clerk, reference).pdf.startswith(b"%PDF")


@pytest.mark.parametrize("name", [name for name, _form in NAMES.values()], ids=list(NAMES))
def test_without_its_chinese_form_the_slip_goes_out_all_the_same(site: Hall, name: str) -> None:
    reference = registered(site, name)
    slip = slips.acknowledge(site.desk, site.clerk, reference)
    assert name not in slip.markdown
    assert "先生" in slip.markdown
    assert slips.make_record(site.desk, site.clerk, reference).number


def test_the_check_of_a_letter_says_what_is_missing_and_where(site: Hall) -> None:
    name, form = NAMES["tibetan"]
    reference = registered(site, name)
    letter = replied(site, reference)
    found = review.findings_of(site.desk, site.file(reference), letter)
    assert [(one.code, one.field, one.blocks) for one in found] == [
        ("printed_name", "reader.printed_name", False)
    ]
    amended(site, reference, "printed_name", form)
    again = letters.draft_letter(site.desk, site.clerk, reference)
    assert "扎西先生" in again.markdown
    assert review.findings_of(site.desk, site.file(reference), again) == []


def test_the_chinese_form_stays_with_the_customer_and_finds_them(site: Hall) -> None:
    name, form = NAMES["uyghur"]
    reference = registered(site, name)
    slips.acknowledge(site.desk, site.clerk, reference)
    asked = AmendForm(field="printed_name", value="阿里木", reason="问过了")
    assert mistakes.amend(site.desk, site.clerk, reference, asked).letters == ()
    amended(site, reference, "printed_name", form)
    (row,) = customers.find_customers(site.desk, site.clerk, "阿力木")
    assert (row.name, row.printed_name) == (name, form)
    assert customers.find_customers(site.desk, site.clerk, "alm") == [row]
    next_time = replace(case_form(), customer=None, customer_id=row.customer_id)
    reference = intake.register_case(site.desk, site.clerk, next_time).reference
    assert site.file(reference).complainant.printed_name == form


def test_another_name_takes_the_form_of_the_old_one_away(site: Hall) -> None:
    reference = registered(site, *NAMES["yi"])
    amended(site, reference, "name", "石磊")
    assert site.file(reference).complainant.printed_name == ""


def test_a_form_that_cannot_be_printed_is_refused_beside_its_field(site: Hall) -> None:
    name, _form = NAMES["mongolian"]
    refusal = refused("glyph", lambda: registered(site, name, name))
    assert refusal.field == "customer.printed_name"
    assert name[0] in refusal.message
    reference = registered(site, name)
    refusal = refused("glyph", lambda: amended(site, reference, "printed_name", name))
    assert refusal.field == "value"


def test_others_in_the_case_have_a_form_too_and_nobody_reads_it(site: Hall) -> None:
    reference = registered(site, "石磊")
    name, form = NAMES["tibetan"]
    holder = PartyForm(role=PartyRole.ACCOUNT_HOLDER, name=name, printed_name=form)
    parties.add_party(site.desk, site.clerk, reference, holder)
    record = slips.make_record(site.desk, site.clerk, reference)
    assert "扎\\*" in record.markdown
    assert form not in record.markdown
    letter = replied(site, reference)
    site.answer(reference, 1, finding=f"已经向{form}本人核实过了，11月23日到场。")
    letter = letters.draft_letter(site.desk, site.clerk, reference)
    found = review.findings_of(site.desk, site.file(reference), letter)
    assert "personal_data" in [one.code for one in found]


def test_an_envelope_wants_the_form_and_names_what_cannot_be_printed(site: Hall) -> None:
    name, form = NAMES["tibetan"]
    reference = registered(site, name)
    letter = replied(site, reference)

    def window() -> Letter:
        return printed_as.print_letter_as(
            site.desk, site.clerk, letter.id, address_place=AddressPlace.WINDOW
        )

    assert name[0] in refused("glyph", window).message
    amended(site, reference, "printed_name", form)
    assert window().address_place is AddressPlace.WINDOW
    amended(site, reference, "address", "ལྷ་ས")
    assert slips.acknowledge(site.desk, site.clerk, reference).kind is LetterKind.ACKNOWLEDGEMENT


def test_a_notice_for_such_a_name_goes_out(site: Hall) -> None:
    name, form = NAMES["uyghur"]
    reference = registered(site, name, form)
    with_business(site)
    for case, said in ((reference, "阿力木先生"), ("", "先生")):
        asked = list_form(case=case, customer_name=name, salutation="先生", account_no="")
        made = notices.make_notice(site.desk, site.clerk, asked)
        page = notices.notice_page(site.desk, site.clerk, made.number)
        assert said in page.markdown
        assert name not in page.markdown


def test_what_our_fonts_have_is_printed_as_spelt(site: Hall) -> None:
    for name in ("喆犇垚", "José Müller", "阿依古丽·买买提", "Li Wei"):
        assert unprintable(site.desk, name) == ""
        assert printed(site.desk, name) == name
    assert unprintable(site.desk, "བབ王") == "བ"


@pytest.mark.parametrize(("name", "form"), NAMES.values(), ids=NAMES)
def test_where_no_field_asks_the_form_stands_in_brackets(site: Hall, name: str, form: str) -> None:
    assert printed(site.desk, f"{name}（{form}）") == form
    assert without_form(site.desk, ["石磊", name, f"{name}({form})"]) == [name]
    with_business(site)
    asked = list_form(customer_name=f"{name}（{form}）")
    notice = notices.make_notice(site.desk, site.clerk, asked)
    assert notice.customer_name == f"{name}（{form}）"
    assert form in notices.preview_notice(site.desk, site.clerk, asked)
