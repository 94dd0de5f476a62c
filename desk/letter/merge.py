"""A person's wording carried over into a letter that was composed anew.

Both the record and a person may change a letter. What only the person changed is put back into
the new text; where both changed the same passage the record rules, because an answer follows it.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_BLANK = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Merged:
    """`markdown` is the new text; `lost` are passages of the person that found no place in it."""

    markdown: str
    lost: tuple[str, ...] = ()


def carry_over(composed: str, edited: str, anew: str) -> Merged:
    """The new text `anew` with everything a person changed when making `edited` of `composed`."""
    base, mine, theirs = (_passages(text) for text in (composed, edited, anew))
    kept: list[str] = []
    lost: list[str] = []
    for one, two, three in _chunks(base, mine, theirs):
        if two == one:
            kept += three
        elif three in (one, two):
            kept += two
        elif len(one) == len(two) == len(three):
            for was, person, record in zip(one, two, three, strict=True):
                if person != was and record != was and person != record:
                    lost.append(person)
                kept.append(record if record != was or person == was else person)
        else:
            kept += three
            lost += [text for text in two if text not in one and text not in three]
    return Merged("\n\n".join(kept) + "\n", tuple(lost))


def _passages(text: str) -> list[str]:
    return [one for one in _BLANK.split(text.strip("\n")) if one.strip()]


def _chunks(
    base: list[str], mine: list[str], theirs: list[str]
) -> list[tuple[list[str], list[str], list[str]]]:
    """The three texts cut at the passages that all of them have in common."""
    to_mine, to_theirs = _places(base, mine), _places(base, theirs)
    cuts = [(at, to_mine[at], to_theirs[at]) for at in sorted(to_mine.keys() & to_theirs.keys())]
    chunks = []
    one = two = three = 0
    for at, at_mine, at_theirs in [*cuts, (len(base), len(mine), len(theirs))]:
        chunks.append((base[one:at], mine[two:at_mine], theirs[three:at_theirs]))
        same = base[at : at + 1]
        chunks.append((same, same, same))
        one, two, three = at + 1, at_mine + 1, at_theirs + 1
    return [chunk for chunk in chunks if any(chunk)]


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    """Where each passage of `base` that stands in `other` unchanged stands there."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        start + step: there + step
        for start, there, size in matcher.get_matching_blocks()
        for step in range(size)
    }
