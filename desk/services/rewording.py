"""A person's wording of a letter when the record changes and the letter is composed anew."""

from desk.letter.life import Letter
from desk.letter.merge import Merged, carry_over
from desk.ports import Book
from desk.services.base import Desk
from desk.services.composing import composed, kept_shelf


def _composed(book: Book, letter: Letter) -> str:
    from desk.letter.book import compose
    from desk.letter.codec import facts_from_json

    if not letter.edited:
        return letter.markdown
    facts = facts_from_json(letter.facts)
    shelf, gone = kept_shelf(book, letter)
    if gone or not shelf.texts:
        return composed(book, letter.kind, facts).markdown
    return compose(letter.kind, facts, shelf)


def composed_of(desk: Desk, letter: Letter) -> str:
    """What the facts of a letter say in its template, without anybody's own wording."""
    with desk.store.read() as book:
        return _composed(book, letter)


def carried(book: Book, standing: Letter | None, anew: str) -> Merged:
    """The new text `anew` with the wording that a person gave the standing letter."""
    if standing is None or not standing.edited:
        return Merged(anew)
    return carry_over(_composed(book, standing), standing.markdown, anew)


def lost_between(desk: Desk, before: Letter | None, after: Letter) -> tuple[str, ...]:
    """Passages of a person's wording that found no place when `before` was composed anew."""
    if before is None or before.id != after.id or before.facts == after.facts:
        return ()
    with desk.store.read() as book:
        return carried(book, before, _composed(book, after)).lost
