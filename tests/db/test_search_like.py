"""The search box finds what looking through every text with LIKE finds, whatever is asked."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from sqlite3 import Connection, connect

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db.folding import folded, words_of
from db.index import letter_words
from db.likes import piece
from desk.enums import LetterState
from desk.finding import FoundKind, Narrowing
from desk.views import FoundRow
from tests.builders import MONDAY, a_case, a_customer, a_letter, a_party, an_account
from tests.db.conftest import Hall

TEXTS = [
    "电费翻倍，电表也换过",
    "電錶 費用 上個月",
    "Ａｂ９ 表号 No.5-77 2026112300071234",
    "户主𠮷田㐀 😀😀👩‍👩‍👧",
    "100%_折扣 'quoted\" \\back* NEAR(电费",
    "<b>[red]粗体</b> {{x}} #set AND OR NOT",
    "13800001234 1380 0001234",
    "é 停电 e\u0301 ﬁ ㎡ Ⅲ",
    "",
]
NAMES = ["张伟", "張三豐", "佟 安", "Ａnna", "😀", "单_%", ""]
ALPHABET = "电電费費表錶张張伟 ab9Ａ９1234%_*'\"\\()[]{}-.,é\u0301😀👩\u200d\n"


def fill(hall: Hall) -> None:
    """A case, a customer and an issued letter of each text."""
    with hall.store.act("fill", staff_id=hall.clerk.id, at=MONDAY) as act:
        for n, text in enumerate(TEXTS, 1):
            name = NAMES[n % len(NAMES)]
            customer = replace(
                a_customer(name=name, phone=f"1390000{n:04d}", address=text),
                pinyin="zhangwei",
                initials="zw",
            )
            case = a_case(hall.clerk.id, n, narrative=text)
            letter = a_letter(
                case.id,
                hall.clerk.id,
                state=LetterState.ISSUED,
                number=f"临供客复〔2026〕{n}号",
                markdown=f"# 答复\n\n{TEXTS[-n]}",
                issued_at=MONDAY,
            )
            account = an_account(customer.id, number=f"05{n:08d}")
            act.add(customer, account, case, a_party(case.id, name=name), letter)
            act.index_case(case.id, f"{text}\n{name}", name)
        act.commit()


def scanned(book: Connection, text: str) -> dict[FoundKind, set[str]]:
    """The ids of everything in which each word stands, by LIKE over the folded texts."""
    book.create_function("folded", 1, folded)
    book.create_function("letter_words", 1, letter_words)
    book.execute("PRAGMA case_sensitive_like = ON")
    return {
        FoundKind.CASE: _all(book, text, "case", _CASE, _NAMED_CASE),
        FoundKind.CUSTOMER: _all(book, text, "customer", _CUSTOMER, _NAMED, _READ),
        FoundKind.LETTER: _all(book, text, "letter", _LETTER),
    }


_CASE = r"""SELECT c.id FROM cases c LEFT JOIN parties p ON p.case_id = c.id
WHERE folded(c.narrative || char(10) || p.name) LIKE ? ESCAPE '\'"""
_NAMED_CASE = r"SELECT case_id FROM parties WHERE folded(name) LIKE ? ESCAPE '\'"
_CUSTOMER = r"""SELECT c.id FROM customers c JOIN accounts a ON a.customer_id = c.id
WHERE folded(c.name || char(10) || c.phone || char(10) || c.address || char(10) || a.number
|| char(10) || a.address || char(10) || a.meter_no) LIKE ? ESCAPE '\'"""
_NAMED = r"SELECT id FROM customers WHERE folded(name) LIKE ? ESCAPE '\'"
_READ = r"""SELECT id FROM customers
WHERE folded(pinyin) LIKE substr(?1, 2) ESCAPE '\'
OR folded(initials) LIKE substr(?1, 2) ESCAPE '\'"""
_LETTER = (
    "SELECT id FROM letters "
    r"WHERE folded(number || char(10) || letter_words(markdown)) LIKE ? ESCAPE '\'"
)


def _all(
    book: Connection, text: str, shelf: str, long: str, name: str = "", read: str = ""
) -> set[str]:
    found: set[str] | None = None
    for word in words_of(text):
        asked = [long] if len(word) > 1 else [name] if name else []
        if read and word.isascii() and word.isalpha():
            asked.append(read)
        here = {row for each in asked for (row,) in book.execute(each, (piece(word),))}
        found = here if found is None else found & here
    return found or set()


def ids(rows: list[FoundRow]) -> set[str]:
    return {row.row_id for row in rows}


def asking(hall: Hall) -> Callable[[str], None]:
    """A check of one question against LIKE, for each kind alone and for all at once."""

    def check(text: str) -> None:
        with closing(connect(hall.path)) as raw, hall.store.read() as book:
            expected = scanned(raw, text)
            for kind in expected:
                narrowing = Narrowing(kinds=frozenset({kind}))
                assert ids(book.find_text(text, narrowing=narrowing)) == expected[kind], kind
            cases = expected[FoundKind.CASE]
            of = dict(raw.execute("SELECT id, case_id FROM letters"))
            beside = {row for row in expected[FoundKind.LETTER] if of[row] not in cases}
            mixed = cases | expected[FoundKind.CUSTOMER] | beside
            assert ids(book.find_text(text)) == mixed

    return check


def test_each_piece_of_each_text_is_found_and_nothing_else(hall: Hall) -> None:
    fill(hall)
    check = asking(hall)
    for text in (*TEXTS, *NAMES):
        for at in range(0, len(text), 2):
            for size in (1, 2, 3, 5):
                check(text[at : at + size])
    for text in ("AND", 'NEAR("电费"', "电费*", "-电费", "^电费", "pairs:电费", '"', "电费 翻倍"):
        check(text)
    for text in ("zw", "zhangw", "z", "hangwei", "1390 zw", "张 1390", "费电", "〔2026〕3"):
        check(text)


def test_whatever_is_asked(hall: Hall) -> None:
    fill(hall)
    check = asking(hall)

    @settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.one_of(st.text(ALPHABET, max_size=8), st.text(max_size=6)))
    @example("电" * 10_000)
    @example("张" + "\ud800" + "伟")
    @example("伟\u200d")
    def asks(text: str) -> None:
        check(text[:90])

    asks()
    with hall.store.read() as book:
        assert book.find_text("电费" * 5_000) == []
        assert book.find_text("电费翻倍 " * 2_000)
