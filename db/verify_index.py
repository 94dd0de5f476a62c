"""Whether everything is found by what the book says of it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from db.index import letter_text, words_of_customer
from db.pairs import indexed
from desk.i18n import _


def customer_words(book: sqlite3.Connection, _notes: sqlite3.Connection) -> Iterator[str]:
    """Compare what customers are found by with what is on file of them."""
    for row_id, seq, text, marks in book.execute(
        "SELECT c.id, w.seq, w.text, w.marks FROM customers c "
        "LEFT JOIN customer_words w ON w.seq = c.seq "
        "UNION ALL SELECT '', seq, text, marks FROM customer_words "
        "WHERE seq NOT IN (SELECT seq FROM customers)"
    ):
        if not row_id or (seq, text, marks) != _on_file(book, row_id):
            yield _("The words by which customer {row} is found are not those on file.").format(
                row=row_id or seq
            )


def _on_file(book: sqlite3.Connection, customer_id: str) -> tuple[int, str, str] | None:
    try:
        return words_of_customer(book, customer_id)
    except (TypeError, AttributeError):
        # What is no text makes no words; that it is none has been reported.
        return None


_TEXTS = {
    "case": "SELECT seq, text, marks FROM case_words",
    "customer": "SELECT seq, text, marks FROM customer_words",
    "letter": "SELECT seq, number, markdown, issued_at FROM letters WHERE issued_at IS NOT NULL",
}


def index_agrees(book: sqlite3.Connection, _notes: sqlite3.Connection) -> Iterator[str]:
    """Compare what the search index holds with the words it was made from."""
    for shelf, texts in _TEXTS.items():
        book.execute(
            f"CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, {shelf}_pairs, instance)"
        )
        held: Counter[int] = Counter()
        for term, seq in book.execute("SELECT term, doc FROM temp.held"):
            held[seq] += hash(term)
        for seq, *texts_of in book.execute(texts):
            text = letter_text(*texts_of) if shelf == "letter" else texts_of[0]
            marks = "" if shelf == "letter" else texts_of[1]
            if held.pop(seq, 0) != sum(map(hash, indexed(text, marks).split())):
                yield _not_indexed(shelf, seq)
        for seq in held:
            yield _not_indexed(shelf, seq)
        book.execute("DROP TABLE temp.held")


def _not_indexed(shelf: str, seq: int) -> str:
    said = {
        "case": _("The search index does not agree with case {seq}."),
        "customer": _("The search index does not agree with customer {seq}."),
        "letter": _("The search index does not agree with letter {seq}."),
    }
    return said[shelf].format(seq=seq)
