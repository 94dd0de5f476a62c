"""What the one search box shows of its hits."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from desk.case import Case
from desk.enums import LetterState, Topic
from desk.finding import EVERYTHING, Narrowing
from tests.builders import MONDAY, a_case, a_customer, a_letter, a_party, a_point, an_account
from tests.db.conftest import Hall


def test_hits_of_every_kind_newest_first(hall: Hall) -> None:
    customer = a_customer(name="佟安", phone="13911112222", made_at=MONDAY - timedelta(1))
    case = a_case(hall.clerk.id, narrative="这是佟安家的电表")
    letter = a_letter(
        case.id,
        hall.clerk.id,
        state=LetterState.ISSUED,
        number="临供客复〔2026〕17号",
        issued_at=MONDAY + timedelta(1),
    )
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(customer, an_account(customer.id), case, a_party(case.id, name="佟安"), letter)
        act.index_case(case.id, f"{case.reference}\n{case.narrative}\n佟安\n13911112222")
        act.commit()
    with hall.store.read() as book:
        assert [row.kind for row in book.find_text("佟安")] == ["case", "customer"]
        assert [row.kind for row in book.find_text("13911112222")] == ["case", "customer"]
        assert [row.kind for row in book.find_text("〔2026〕17")] == ["letter"]
        assert [row.kind for row in book.find_text("0500000001")] == ["customer"]
        (hit,) = book.find_text("hd01-20261123")
        assert (hit.row_id, hit.reference, hit.title) == (case.id, case.reference, "佟安")
        assert len(book.find_text("佟安", limit=1)) == 1


def test_the_excerpt_is_in_the_customers_own_spelling(hall: Hall) -> None:
    said = "开头" * 30 + "Ａ相烧了，ABC" + "结尾" * 30
    case = a_case(hall.clerk.id, narrative=said)
    point = a_point(case.id, matter="要求赔偿", finding="经查，零线脱落")
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(case, a_party(case.id), point)
        act.index_case(case.id, f"{said}\n{point.matter}\n{point.finding}")
        act.commit()
    with hall.store.read() as book:
        (hit,) = book.find_text("a相烧")
        assert "Ａ相烧了，ABC" in hit.excerpt
        assert hit.excerpt.startswith("…")
        assert len(hit.excerpt) <= 61
        (hit,) = book.find_text("零线")
        assert hit.excerpt == "经查，零线脱落"


def test_no_number_and_no_address_is_shown_by_a_hit(hall: Hall) -> None:
    said = "我的电话13911112222，请回电"
    customer = a_customer(phone="13911112222", address="临江市河西路9号3栋502室")
    case = a_case(hall.clerk.id, narrative=said, customer_id=customer.id)
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(customer, case, a_party(case.id, address=customer.address))
        act.index_case(case.id, f"{said}\n{customer.address}")
        act.commit()
    with hall.store.read() as book:
        for asked in ("13911112222", "1111", "回电", "河西路9号", "柳明月"):
            for hit in book.find_text(asked):
                assert "1111" not in hit.excerpt
                assert "502" not in hit.excerpt
        assert len(book.find_text("13911112222")) == 2
        assert len(book.find_text("河西路9号")) == 2


def test_words_that_were_taken_away_are_found_no_more(hall: Hall) -> None:
    case = a_case(hall.clerk.id)
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(case, a_party(case.id))
        act.index_case(case.id, "先说的是电表")
        act.commit()
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.index_case(case.id, "后说的是线路")
        act.commit()
    with hall.store.read() as book:
        assert book.find_text("电表") == []
        assert [row.row_id for row in book.find_text("线路")] == [case.id]
        assert len(book.find_text("说的是")) == 1
    assert hall.store.verify() == []


def test_an_index_as_it_was_is_not_written_again(hall: Hall) -> None:
    case = a_case(hall.clerk.id)
    for _time in range(2):
        with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
            if act.get(Case, case.id) is None:
                act.add(case)
            act.index_case(case.id, "电表")
            act.commit()
    with hall.store.read() as book:
        assert len(book.journal()) == 2


def test_a_rolled_back_act_leaves_no_words(hall: Hall) -> None:
    case = a_case(hall.clerk.id)
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(replace(case, narrative="电表"))
        act.index_case(case.id, "电表")
    with hall.store.read() as book:
        assert book.find_text("电表") == []


def test_a_double_leads_to_the_file_that_is_kept_once(hall: Hall) -> None:
    kept = a_customer(name="佟安", phone="13911112222")
    one = a_customer(name="佟安", phone="13911113333", merged_into=kept.id)
    two = a_customer(name="佟按", phone="13911113333", merged_into=one.id)
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(kept, one, two)
        act.commit()
    with hall.store.read() as book:
        for asked in ("佟安", "13911112222", "13911113333", "3333", "佟按", "1391111"):
            assert [row.row_id for row in book.find_text(asked)] == [kept.id], asked
            assert [row.customer_id for row in book.customers(asked)] == [kept.id], asked


def test_what_changed_is_found_by_what_it_is_now(hall: Hall) -> None:
    customer = a_customer(name="佟安", phone="13911112222")
    account = an_account(customer.id, number="0577001122")
    case = a_case(hall.clerk.id, topic=Topic.QUEUEING)
    letter = a_letter(case.id, hall.clerk.id, markdown="# 初稿里的话")
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(customer, account, case, letter)
        act.index_case(case.id, "电表走得快")
        act.commit()
    with hall.store.read() as book:
        assert book.find_text("初稿里") == []
        assert len(book.find_text("0577001122")) == 1
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.put(replace(customer, name="佟桉"), replace(account, number="0577003344"))
        act.put(replace(case, topic=Topic.METER_READING))
        issued: dict[str, Any] = {
            "state": LetterState.ISSUED,
            "number": "甲〔2026〕1号",
            "issued_at": MONDAY,
        }
        act.put(replace(letter, markdown="# 定稿里的话", **issued))
        act.commit()
    with hall.store.read() as book:
        assert [len(book.find_text(text)) for text in ("佟安", "佟桉", "安", "桉")] == [0, 1, 0, 1]
        assert [len(book.find_text(text)) for text in ("1122", "3344")] == [1, 1]
        assert [row.kind for row in book.find_text("定稿里")] == ["letter"]
        for topic, hits in ((Topic.QUEUEING, 0), (Topic.METER_READING, 1)):
            assert len(book.find_text("走得快", narrowing=Narrowing(topic=topic))) == hits
    assert hall.store.verify() == []


def test_pages_follow_each_other_without_gap_or_repeat(hall: Hall) -> None:
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        for n in range(1, 24):
            at = MONDAY + timedelta(hours=n)
            case = a_case(hall.clerk.id, n, registered_at=at, due_at=at)
            letter = a_letter(
                case.id,
                hall.clerk.id,
                markdown="电费的函" if n % 2 else "水",
                state=LetterState.ISSUED,
                number=f"甲〔2026〕{n}号",
                issued_at=at,
                made_at=at,
            )
            act.add(case, letter, a_customer(name=f"电费公司{n}", made_at=at))
            act.index_case(case.id, "电费" if n % 3 else "别的")
        act.commit()
    with hall.store.read() as book:
        for narrowing in (EVERYTHING, Narrowing(due_first=True), Narrowing(open_only=True)):
            whole = book.find_text("电费", narrowing=narrowing, limit=200)
            paged, after = [], ""
            while page := book.find_text("电费", narrowing=narrowing, after=after, limit=4):
                paged += page
                after = page[-1].cursor
            assert [row.row_id for row in paged] == [row.row_id for row in whole]
            assert len({row.row_id for row in whole}) == len(whole)
        assert [row.at for row in book.find_text("电费")] == sorted(
            (row.at for row in book.find_text("电费")), reverse=True
        )
