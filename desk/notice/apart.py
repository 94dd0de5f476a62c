"""A merged paper taken apart again: what belongs to each of its procedures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.i18n import say
from desk.notice.merge import JOIN, MERGED_TITLES, TITLED
from desk.notice.model import NoticeDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a merged paper says of one procedure alone."""

    title: str
    conditions: tuple[str, ...]
    steps: tuple[str, ...]
    limit_text: str
    fee_text: str


def apart(paper: NoticeDraft, known: Sequence[str] = ()) -> tuple[Part, ...]:
    """The parts of a paper of several procedures, in their order.

    `known` are the titles of its procedures as they are called today, for a paper whose own title
    cannot be cut without doubt. Empty for a paper of one procedure, and for one that does not come
    apart whole: then its lines say themselves what they belong to.
    """
    count = len(paper.procedure_id.split(JOIN))
    if count < 2:
        return ()
    for titles in (paper.title.split(say(MERGED_TITLES, paper.language)), list(known)):
        if len(titles) == count == len(set(titles)):
            parts = _by(paper, titles)
            if parts:
                return parts
    return ()


def _by(paper: NoticeDraft, titles: list[str]) -> tuple[Part, ...]:
    marks = [say(TITLED, paper.language).format(title=title, text="") for title in titles]
    conditions, steps = _lines(paper.conditions, marks), _lines(paper.steps, marks)
    limits, fees = _pieces(paper.limit_text, marks), _pieces(paper.fee_text, marks)
    if conditions is None or steps is None or limits is None or fees is None:
        return ()
    return tuple(
        Part(
            title=title,
            conditions=tuple(conditions[at]),
            steps=tuple(steps[at]),
            limit_text=limits[at],
            fee_text=fees[at],
        )
        for at, title in enumerate(titles)
    )


def _lines(lines: Iterable[str], marks: list[str]) -> list[list[str]] | None:
    """The lines under each mark, without it; None when one has no mark."""
    found: list[list[str]] = [[] for _mark in marks]
    for line in lines:
        at = next((n for n, mark in enumerate(marks) if line.startswith(mark)), None)
        if at is None:
            return None
        found[at].append(line.removeprefix(marks[at]))
    return found


def _pieces(text: str, marks: list[str]) -> list[str] | None:
    """What stands behind each mark, where all of them stand in order; None when they do not."""
    found: list[str] = []
    for number, mark in enumerate(marks):
        if not text.startswith(mark):
            return None
        text = text.removeprefix(mark)
        following = f"；{marks[number + 1]}" if number + 1 < len(marks) else ""
        piece, mark_found, _rest = text.partition(following) if following else (text, "", "")
        if following and not mark_found:
            return None
        found.append(piece)
        text = text[len(piece) + 1 :]
    return found
