"""What changed for one person since they were last here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desk.i18n import N_, _

AWAY = timedelta(minutes=30)
"""Whoever was gone for less than this missed nothing that the board does not show."""


class NewsKind(StrEnum):
    """What can have changed."""

    FORGOTTEN = "forgotten"
    UNTAKEN = "untaken"
    YOURS = "yours"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    RETURNED = "returned"
    APPROVED = "approved"
    ALARMS = "alarms"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One change: the case it is about, if any, who did it or how many there are, and when."""

    kind: NewsKind
    reference: str = ""
    text: str = ""
    at: datetime


WORDS = {
    NewsKind.FORGOTTEN: N_("The shift was never closed: close it now"),
    NewsKind.UNTAKEN: N_("A shift waits for your signature"),
    NewsKind.YOURS: N_("Yours now"),
    NewsKind.OFFERED: N_("Offered to you"),
    NewsKind.ACCEPTED: N_("Accepted your handover"),
    NewsKind.DECLINED: N_("Declined your handover"),
    NewsKind.LAPSED: N_("Your offer lapsed"),
    NewsKind.RETURNED: N_("Letter came back with remarks"),
    NewsKind.APPROVED: N_("Letter approved"),
    NewsKind.ALARMS: N_("To see to"),
    NewsKind.PARKED: N_("Half typed, waiting for you"),
}
STANDING = (NewsKind.PARKED,)
"""What is told beside other news, and alone is none."""


def news_words(kind: NewsKind) -> str:
    """What a change is called, in the language of the interface."""
    return _(WORDS[kind])


def worth_telling(news: tuple[News, ...]) -> bool:
    """Whether anything has changed at all."""
    return any(one.kind not in STANDING for one in news)
