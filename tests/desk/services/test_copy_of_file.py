"""A copy for the customer: what is theirs, and nothing of others."""

import pytest

from desk import i18n
from desk.customer import Customer
from desk.customer_file import Reveal
from desk.services import copy_of_file, erasing
from tests.builders_file import a_customer_contact, an_operation
from tests.desk.letter.pages import texts
from tests.desk.services.hall import Hall, refused

WHY = "本人持身份证到厅申请"


def customer_of(hall: Hall) -> str:
    with hall.desk.store.read() as book:
        return book.find(Customer)[0].id


def copied(hall: Hall) -> str:
    made = copy_of_file.copy_of_file(hall.desk, hall.lead, customer_of(hall), WHY)
    return made.text()


def test_it_holds_what_is_kept_in_full_and_the_look_stays(hall: Hall) -> None:
    reference = hall.closed()
    text = copied(hall)
    for said in ("柳明月", "19900000001", "9900000001", reference, "排了快一个小时", "等候人数"):
        assert said in text
    assert "自办结之日起 60 个月" in text
    with hall.desk.store.read() as book:
        assert [look.reason for look in book.find(Reveal)] == [WHY]


def test_an_answer_that_did_not_go_out_is_not_in_it(hall: Hall) -> None:
    hall.answered()
    assert "等候人数" not in copied(hall)


def test_other_people_and_how_the_customer_was_judged_are_not_in_it(hall: Hall) -> None:
    hall.register()
    customer_id = customer_of(hall)
    with hall.desk.store.act("test", staff_id="", at=hall.clock.now()) as act:
        act.add(
            a_customer_contact(customer_id, hall.clerk.staff_id),
            an_operation(customer_id, hall.clerk.staff_id),
        )
        act.commit()
    text = copied(hall)
    assert "女儿" in text
    assert "告知检修时间" in text
    for said in ("程小满", "13900000066", "营业班", "情绪", hall.clerk.name):
        assert said not in text


def test_a_clerk_asks_a_lead_and_an_erased_file_has_none(hall: Hall) -> None:
    hall.closed()
    customer_id = customer_of(hall)
    refused(
        "not_allowed",
        lambda: copy_of_file.copy_of_file(hall.desk, hall.clerk, customer_id, WHY),
    )
    erasing.erase_customer(hall.desk, hall.manager, customer_id, WHY)
    refused("erased", lambda: copy_of_file.copy_of_file(hall.desk, hall.lead, customer_id, WHY))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_on_paper_every_line_of_it_stands_and_the_look_is_kept(hall: Hall, language: str) -> None:
    hall.register()
    with hall.desk.store.read() as book:
        [customer] = book.find(Customer)
    i18n.use(language)
    made = copy_of_file.copy_page(hall.desk, hall.lead, customer.id, "本人书面申请")
    i18n.use("zh_CN")
    text = "".join("".join(texts(made.pdf)).split())
    for piece in (customer.name, customer.phone, "HD01-K-20261123", "排了快一个小时"):
        assert "".join(piece.split()) in text
    with hall.desk.store.read() as book:
        assert [look.reason for look in book.find(Reveal)] == ["本人书面申请"]
