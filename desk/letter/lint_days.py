"""Days that a finding tells of as past and that have not come yet."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from desk.i18n import _
from desk.letter import words
from desk.letter.facts import PointFacts
from desk.letter.finding import Finding, place
from desk.letter.wording import own_voice

_NAMES = "|".join(words.MONTHS)
_DAY = re.compile(
    r"(?:(?<!\d)(?P<year>\d{4})\s?年\s?)?(?<!\d)(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]"
    r"|(?<![\d.])(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?![\d.])"
    rf"|(?<!\d)(?P<d_en>\d{{1,2}}) (?P<m_en>{_NAMES})(?: (?P<y_en>\d{{4}}))?\b"
    rf"|\b(?P<m_us>{_NAMES}) (?P<d_us>\d{{1,2}})(?:, (?P<y_us>\d{{4}}))?(?!\d)"
)
_CLAUSE = re.compile(r"[^，。；;！!？?\n]+")
_RANGE = re.compile(r"\s*(?:至|到|-|—|–|~|～|、|和|及|与)+\s*")
"""Between two days of which the first alone names the year."""
_OTHER_YEAR = re.compile(r"(?:去年|上年|上一年|前年|往年|当年|同年|次年|每年|last year|every year)")
_TO_COME = re.compile(
    r"计划|(?<!模)拟|预计|预期|预约|约定|约好|安排[于在]|定于|到期|截止|有效期|届满|期限|生效|承诺|答应"
    r"|将(?:于|在|会|由|自|从|完成|进行|停|\d)"
    r"|\b(?:will|plan\w*|due(?! to)|schedul\w+|expect\w*|expir\w+|valid|agreed|promis\w+)\b",
    re.IGNORECASE,
)
"""What makes of the days of a clause days that are still to come."""
_LIMIT_AFTER = re.compile(r"\s*(?:之前|以前|前(?![往来去])|之后|以后|起)")
_LIMIT_BEFORE = re.compile(r"\b(?:by|before|until|from|as of)\s+$", re.IGNORECASE)
"""Beside a day: a limit, or the day from which a rule holds; nothing was done on it."""
_HALF_A_YEAR = timedelta(days=183)
"""A day without its year that lies further ahead is one of the year before."""


def to_come(
    point: PointFacts, theirs: Sequence[str], today: date, language: str
) -> Iterator[Finding]:
    """The first day of a finding that lies after today, if it is not told as one to come.

    A day without a year is of this year. What is planned has its place in the remedy.
    """
    text = own_voice(point.finding, theirs)
    for clause in _CLAUSE.findall(text):
        if said := _ahead(clause, today):
            path = f"points.{point.position}.finding"
            yield Finding(
                code="finding_in_future",
                where=place(path),
                field=path,
                why=_("“{said}” has not come yet: today is {day}.").format(
                    said=said, day=words.day(today, language)
                ),
                cure=_("Correct the day. What is still to be done belongs in the remedy."),
                blocks=False,
            )
            return


def _ahead(clause: str, today: date) -> str:
    """The first day of a clause that lies after today, as it stands there; "" for none."""
    if _TO_COME.search(clause):
        return ""
    year_before, end_before = 0, 0
    for match in _DAY.finditer(clause):
        year = int(match["year"] or match["y"] or match["y_en"] or match["y_us"] or 0)
        if not year and year_before and _RANGE.fullmatch(clause[end_before : match.start()]):
            year = year_before
        year_before, end_before = year, match.end()
        if not year and _OTHER_YEAR.search(clause[: match.start()]):
            continue
        day = _day(match, year or today.year)
        if day is None or day <= today:
            continue
        limit = _LIMIT_AFTER.match(clause, match.end()) or _LIMIT_BEFORE.search(
            clause[: match.start()]
        )
        if limit:
            continue
        if year or day - today <= _HALF_A_YEAR:
            return match[0]
    return ""


def _day(match: re.Match[str], year: int) -> date | None:
    name = match["m_en"] or match["m_us"]
    month = words.MONTHS.index(name) + 1 if name else int(match["month"] or match["m"])
    day = int(match["day"] or match["d"] or match["d_en"] or match["d_us"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
