"""Figures and days that contradict each other within one letter.

Read are only plain statements, "3月电量为512千瓦时": a period, a name from the playbook, a figure
with its unit, and next to nothing in between. What is said of a part, an average or a change
("日均", "由…增加到") is another thing and is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from desk.i18n import _
from desk.letter import words
from desk.letter.facts import PointFacts
from desk.letter.finding import Finding, place
from desk.letter.wording import Named, Wording, own_voice
from desk.playbook.wording import found

_FIGURE = r"(\d[\d,]*(?:\.\d+)?)"
_UNITS = {"千瓦时": "kwh", "度": "kwh", "kwh": "kwh", "元": "yuan", "yuan": "yuan"}
_UNIT = r"\s?(千瓦时|度(?!数)|元|kWh|yuan)"
_MONTHS = "January February March April May June July August September October November December"
_ENGLISH_MONTH = rf"(?:{'|'.join(_MONTHS.split())})"
_PERIOD = r"(?:(\d{4})年)?(?<![\d至到、-])(\d{1,2})月(?:份)?(?![\d至到、-])"
_OF = r"(?:您家?|该户|贵户|的|总|实际|计费){0,3}"
_IS = r"(?:为|是|共计|合计|共|计|：|:|\s){0,2}"
_DAY = r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
_ENGLISH_DAY = rf"(\d{{1,2}}) ({_ENGLISH_MONTH})(?: (\d{{4}}))?"
_YUAN = re.compile(rf"{_FIGURE}\s?(?:元|yuan)|¥\s?{_FIGURE}")
_CLAUSE = re.compile(r"[^。；;！!？?\n]+")
_BY_DAY = re.compile(rf"{_DAY}(?:之前|以前|前)|by {_ENGLISH_DAY}")
_TIMES = re.compile(r"倍|乘|multipl|times", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: of `what` in `period`, the `value`; `said` as it stands, at `path`."""

    path: str
    what: str
    kind: str
    period: tuple[int, ...]
    year: int
    unit: str
    value: str
    said: str


def _value(figure: str) -> str:
    return str(Decimal(figure.replace(",", "")).normalize())


def _names(named: Named) -> str:
    longest_first = sorted(named.words, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)


@lru_cache(maxsize=64)
def _of_period(named: Named) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = _names(named)
    chinese = re.compile(rf"{_PERIOD}{_OF}(?:{names}){_IS}{_FIGURE}{_UNIT}")
    is_ = r"(?: (?:was|is|of|came to|amounted to|at)|:)? "
    english = re.compile(
        rf"(?:({_ENGLISH_MONTH})(?: (\d{{4}}))? (?:{names})"
        rf"|(?:{names}) (?:in|for) ({_ENGLISH_MONTH})(?: (\d{{4}}))?)"
        rf"{is_}{_FIGURE}{_UNIT}",
        re.IGNORECASE,
    )
    return chinese, english


@lru_cache(maxsize=64)
def _of_day(named: Named) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = _names(named)
    chinese = re.compile(rf"{_DAY}[^，。；,;\d]{{0,10}}?(?:{names})")
    english = re.compile(rf"(?:{names}) (?:on )?{_ENGLISH_DAY}", re.IGNORECASE)
    return chinese, english


@lru_cache(maxsize=64)
def _bare(named: Named) -> re.Pattern[str]:
    return re.compile(rf"(?:{_names(named)})(?: was| is)?{_IS}{_FIGURE}", re.IGNORECASE)


def claims(path: str, text: str, wording: Wording) -> Iterator[Claim]:
    """Every plain statement of a named quantity or event in a text."""
    for named in wording.named:
        if named.kind == "once":
            yield from _days(path, text, named)
            continue
        chinese, english = _of_period(named)
        for match in chinese.finditer(text):
            year, month, figure, unit = match.groups()
            yield _claim(path, named, match[0], month, year, unit, figure)
        for match in english.finditer(text):
            before, year, after, year_after, figure, unit = match.groups()
            month = str(_month(before or after))
            yield _claim(path, named, match[0], month, year or year_after, unit, figure)


def _claim(
    path: str, named: Named, said: str, month: str, year: str | None, unit: str, figure: str
) -> Claim:
    plain = _UNITS[unit.lower()]
    value = _value(figure)
    return Claim(
        path, named.id, named.kind, (int(month),), int(year or 0), plain, value, said.strip()
    )


def _month(name: str) -> int:
    return _MONTHS.lower().split().index(name.lower()) + 1


def _days(path: str, text: str, named: Named) -> Iterator[Claim]:
    chinese, english = _of_day(named)
    for match in chinese.finditer(text):
        year, month, day = match.groups()
        value = f"{int(month)}-{int(day)}"
        yield Claim(path, named.id, named.kind, (), int(year or 0), "", value, match[0])
    for match in english.finditer(text):
        day, name, year = match.groups()
        value = f"{_month(name)}-{int(day)}"
        yield Claim(path, named.id, named.kind, (), int(year or 0), "", value, match[0])


def contradictions(voices: Sequence[tuple[str, str]], wording: Wording) -> Iterator[Finding]:
    """The same quantity of the same period with different figures, or an event on two days.

    `voices` are texts of ours with their paths. A day is compared between points only: within
    one point two days may tell of two events.
    """
    first: dict[tuple[str, tuple[int, ...], str], list[Claim]] = {}
    for path, text in voices:
        for claim in claims(path, text, wording):
            others = first.setdefault((claim.what, claim.period, claim.unit), [])
            for other in others:
                if _contradicts(claim, other):
                    yield _finding(claim, other)
                    break
            else:
                others.append(claim)


def _contradicts(one: Claim, other: Claim) -> bool:
    same_year = not one.year or not other.year or one.year == other.year
    apart = one.kind != "once" or one.path.split(".")[:2] != other.path.split(".")[:2]
    if one.kind == "once" and one.year and other.year:
        return apart and (one.value, one.year) != (other.value, other.year)
    return same_year and apart and one.value != other.value


def _finding(claim: Claim, other: Claim) -> Finding:
    return Finding(
        code="numbers_contradict",
        where=place(claim.path),
        field=claim.path,
        why=_("“{said}” stands here, and “{other}” in {where}.").format(
            said=claim.said, other=other.said, where=place(other.path)
        ),
        cure=_("Look up which is right and write it the same way in both places."),
        blocks=False,
    )


# -- within the answer to one point ---------------------------------------------------------


def within(
    point: PointFacts, wording: Wording, theirs: Sequence[str], language: str
) -> Iterator[Finding]:
    """Readings that do not give the usage, sums and days that the record has otherwise."""
    at = f"points.{point.position}"
    finding, remedy = (own_voice(text, theirs) for text in (point.finding, point.remedy))
    yield from _readings(f"{at}.finding", finding, wording)
    yield from _refund(f"{at}.remedy", remedy, point.amount_fen, wording, language)
    if point.due_on is not None and point.done_on is None:
        yield from _promised(f"{at}.remedy", remedy, point.due_on, language)


def _readings(path: str, text: str, wording: Wording) -> Iterator[Finding]:
    told: dict[str, set[str]] = {}
    for named in wording.named:
        if named.kind in ("usage", "reading_before", "reading_now"):
            values = {_value(match[1]) for match in _bare(named).finditer(text)}
            told.setdefault(named.kind, set()).update(values)
    single = {kind: Decimal(min(found)) for kind, found in told.items() if len(found) == 1}
    if len(single) < 3 or _TIMES.search(text):
        return
    difference = single["reading_now"] - single["reading_before"]
    if difference != single["usage"]:
        yield Finding(
            code="readings_differ",
            where=place(path),
            field=path,
            why=_("The two readings differ by {difference}, and the usage says {usage}.").format(
                difference=_plain(difference), usage=_plain(single["usage"])
            ),
            cure=_("Correct the figure that is wrong, or say by what the reading is multiplied."),
            blocks=False,
        )


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _refund(
    path: str, text: str, amount_fen: int | None, wording: Wording, language: str
) -> Iterator[Finding]:
    if amount_fen is None:
        return
    sums: list[Decimal] = []
    for clause in _CLAUSE.findall(text):
        if found(wording.refunds, clause):
            sums += [Decimal((a or b).replace(",", "")) * 100 for a, b in _YUAN.findall(clause)]
    if sums and amount_fen not in (*sums, sum(sums)):
        amount = words.money(amount_fen, language)
        yield Finding(
            code="refund_differs",
            where=place(path),
            field=path,
            why=_("The refund on record is {amount}, and the text names another sum.").format(
                amount=amount
            ),
            cure=_("Correct the text, or the amount of this point."),
            blocks=False,
        )


def _promised(path: str, text: str, due_on: date, language: str) -> Iterator[Finding]:
    said = []
    for match in _BY_DAY.finditer(text):
        year, month, day, english_day, english_month, english_year = match.groups()
        told = (
            (int(year or english_year or due_on.year)),
            int(month) if month else _month(english_month),
            int(day or english_day),
        )
        said.append((told, match[0]))
    if said and (due_on.year, due_on.month, due_on.day) not in [told for told, _words in said]:
        yield Finding(
            code="day_differs",
            where=place(path),
            field=path,
            why=_("“{said}” stands here; the promised day on record is {day}.").format(
                said=said[0][1], day=words.day(due_on, language)
            ),
            cure=_("Make the text and the promised day agree."),
            blocks=False,
        )
