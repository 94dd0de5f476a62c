"""What the record of a case tells of how the customer was asked: calls, slips and cards."""

from collections.abc import Iterator

from desk.followup import FollowUp
from desk.i18n import _
from desk.labels import label
from desk.views import CaseFile
from screens.case.event import Event


def called_back(file: CaseFile) -> Iterator[Event]:
    """Every call, slip and card, with what the customer said."""
    for follow_up in file.follow_ups:
        name = file.names.get(follow_up.staff_id, "?")
        if follow_up.came is not None:
            yield _card(file, follow_up)
            continue
        if not follow_up.reached:
            text = _("{name} called back and reached nobody")
        elif follow_up.satisfied:
            text = _("{name} called back: satisfied")
        else:
            text = _("{name} called back: dissatisfied")
        yield Event(follow_up.at, "☎", text.format(name=name), follow_up.words)


def _card(file: CaseFile, card: FollowUp) -> Event:
    """A follow-up card: how it came, what it says, who typed it in and who compared it."""
    words = _("{way} of {day}: {said} (typed in by {name})")
    if card.seen_by is not None:
        words = _("{way} of {day}: {said} (typed in by {name}, compared by {other})")
    text = words.format(
        way=label(card.came) if card.came else "",
        day=card.received_on or "",
        said=_("satisfied") if card.satisfied else _("dissatisfied"),
        name=file.names.get(card.staff_id, "?"),
        other=file.names.get(card.seen_by or "", "?"),
    )
    names = {
        _("Attitude"): card.attitude,
        _("Speed"): card.speed,
        _("Result"): card.result,
        _("Clarity"): card.clarity,
    }
    given = " ".join(f"{name} {score}" for name, score in names.items() if score is not None)
    return Event(card.at, "✉", text, "  ".join(filter(None, (given, card.words))))
