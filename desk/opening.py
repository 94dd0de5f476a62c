"""The opening hours in words, as they stand at the foot of a letter."""

from itertools import groupby

from desk.hours import BranchHours, Spans

_DAYS = {
    "zh_CN": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def hours_words(hours: BranchHours, language: str) -> str:
    """The ordinary week: 周一至周五 8:30-12:00、13:30-17:30. Closed days are left out."""
    names = _DAYS[language]
    chinese = language == "zh_CN"
    parts = []
    for times, run in groupby(range(7), key=lambda day: hours.week[day]):
        days = list(run)
        if times:
            last = f"{'至' if chinese else '–'}{names[days[-1]]}" if len(days) > 1 else ""
            parts.append(f"{names[days[0]]}{last} {_times(times, chinese)}")
    return ("；" if chinese else "; ").join(parts)


def _times(spans: Spans, chinese: bool) -> str:
    return ("、" if chinese else ", ").join(
        str(span).replace("0", "", 1) if str(span)[0] == "0" else str(span) for span in spans
    )
