"""Several procedures of one visit on one paper: nothing is asked for twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desk.enums import MaterialState
from desk.i18n import N_, say
from desk.notice.model import MaterialRow, NoticeDraft

_RANK = {MaterialState.HELD: 0, MaterialState.NOT_ACCEPTABLE: 1, MaterialState.MISSING: 2}
JOIN = "+"
"""Stands between the ids of procedures told on one paper."""
TITLED = N_("[{title}] {text}")
"""A line that belongs to one of them."""
MERGED_TITLES = N_(" and ")


def answers_for(procedure_id: str, first: bool, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that belong to one procedure of several.

    They are written "procedure.question"; those without a procedure belong to the first.
    """
    prefix = f"{procedure_id}."
    own = {
        key.removeprefix(prefix): value for key, value in answers.items() if key.startswith(prefix)
    }
    if first:
        own = {key: value for key, value in answers.items() if "." not in key} | own
    return own


def same_paper(one: MaterialRow, other: MaterialRow) -> bool:
    """Whether two lines ask for the same paper: one piece of it serves both."""
    return one.material_id == other.material_id or (one.name, one.form) == (other.name, other.form)


def _rows(papers: Sequence[NoticeDraft]) -> tuple[MaterialRow, ...]:
    merged: list[MaterialRow] = []
    covered: Counter[str] = Counter()
    for paper in papers:
        for row in paper.rows:
            # Groups of different procedures stay apart even if they are called alike.
            own = replace(row, group=f"{paper.procedure_id}.{row.group}") if row.group else row
            at = next((n for n, known in enumerate(merged) if _one_line(known, own)), None)
            if at is None:
                merged.append(own)
            else:
                covered.update(_groups_covered(merged[at], own))
                merged[at] = _both(merged[at], own)
    return _at_one(_without_covered(merged, covered))


def _one_line(one: MaterialRow, other: MaterialRow) -> bool:
    """Whether two lines become one: not if each is a choice among others of its own."""
    return same_paper(one, other) and not (one.group and other.group and one.group != other.group)


def _groups_covered(one: MaterialRow, other: MaterialRow) -> list[str]:
    """The group that has one paper less to choose, because that paper is asked for anyway."""
    if bool(one.group) == bool(other.group):
        return []
    grouped, alone = (one, other) if one.group else (other, one)
    return [grouped.group] if alone.required else []


def _both(known: MaterialRow, more: MaterialRow) -> MaterialRow:
    state = min((known.state, more.state), key=lambda s: _RANK[s])
    alone = [row for row in (known, more) if row.required and not row.group]
    grouped = [row for row in (known, more) if row.group]
    return replace(
        (alone or grouped or [known])[0],
        material_id=known.material_id,
        copies=max(known.copies, more.copies),
        later=known.later and more.later,
        state=state,
        reason=known.reason if known.state is state else more.reason,
    )


def _without_covered(
    rows: Iterable[MaterialRow], covered: Mapping[str, int]
) -> Iterator[MaterialRow]:
    """The rows as their groups still need them; what is here already is listed all the same."""
    for row in rows:
        left = row.group_at_least - covered.get(row.group, 0)
        if not row.group or left == row.group_at_least:
            yield row
        elif left > 0:
            yield replace(row, group_at_least=left)
        elif row.state is MaterialState.HELD:
            yield replace(row, group="", group_label="", group_at_least=1, required=False)


def _at_one(rows: Iterable[MaterialRow]) -> tuple[MaterialRow, ...]:
    """Lines of one paper in different groups are of one mind: it is here for both or for none."""
    rows = tuple(rows)
    held = [row for row in rows if row.state is MaterialState.HELD]
    return tuple(
        replace(row, state=MaterialState.HELD, reason="")
        if any(same_paper(row, one) for one in held)
        else row
        for row in rows
    )


def _titled(title: str, text: str, language: str) -> str:
    return say(TITLED, language).format(title=title, text=text)


def merge(papers: Sequence[NoticeDraft]) -> NoticeDraft:
    """One paper of several: the lines without repeats, steps, limits and fees by procedure.

    At least one paper; a single one is returned as it is. Commitments are not merged: papers
    that follow later are agreed on for each procedure by itself.
    """
    first = papers[0]
    if len(papers) == 1:
        return first
    language = first.language

    def by_title(part: str) -> str:
        return "；".join(_titled(p.title, getattr(p, part), language) for p in papers)

    def each(part: str) -> tuple[str, ...]:
        lines: Iterable[str] = (
            _titled(p.title, line, language) for p in papers for line in getattr(p, part)
        )
        return tuple(lines)

    def once(part: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line for p in papers for line in getattr(p, part)))

    return replace(
        first,
        procedure_id=JOIN.join(p.procedure_id for p in papers),
        title=say(MERGED_TITLES, language).join(p.title for p in papers),
        answers={f"{p.procedure_id}.{key}": v for p in papers for key, v in p.answers.items()},
        rows=_rows(papers),
        conditions=each("conditions"),
        steps=each("steps"),
        limit_text=by_title("limit_text"),
        fee_text=by_title("fee_text"),
        place=first.place,
        phones=once("phones"),
        cooperating=once("cooperating"),
        notes=once("notes"),
        basis=once("basis"),
        blanks=tuple(f"{p.procedure_id}.{key}" for p in papers for key in p.blanks),
        commitment_text="",
        commitment_due=None,
    )
