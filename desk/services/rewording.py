"""A person's wording of a letter when the record changes and the letter is composed anew."""

from desk.letter.life import Letter
from desk.letter.merge import Merged, carry_over


def composed_of(letter: Letter) -> str:
    """What the facts of a letter say without anybody's own wording."""
    from desk.letter.book import compose
    from desk.letter.codec import facts_from_json

    if not letter.edited:
        return letter.markdown
    return compose(letter.kind, facts_from_json(letter.facts))


def carried(standing: Letter | None, anew: str) -> Merged:
    """The new text `anew` with the wording that a person gave the standing letter."""
    if standing is None or not standing.edited:
        return Merged(anew)
    return carry_over(composed_of(standing), standing.markdown, anew)


def lost_between(before: Letter | None, after: Letter) -> tuple[str, ...]:
    """Passages of a person's wording that found no place when `before` was composed anew."""
    if before is None or before.id != after.id or before.facts == after.facts:
        return ()
    return carried(before, composed_of(after)).lost
