"""What happened with a case beyond the counter, as lines of its record."""

from collections.abc import Iterator

from desk.enums import LinkKind
from desk.i18n import _
from desk.labels import label
from desk.views import CaseFile
from screens.case.event import Event


def beyond(file: CaseFile) -> Iterator[Event]:
    """Reports ahead, numbers at other channels and what they were told, doubles."""
    for report in file.reports:
        name = file.names.get(report.by, "?")
        text = _("{name} reported ahead to {receiver}").format(
            name=name, receiver=label(report.receiver)
        )
        yield Event(
            report.at,
            "☎",
            text,
            "  ".join(filter(None, (report.person, report.number, report.said))),
        )
    for one in file.externals:
        number = f"{label(one.source)} {one.number}"
        text = _("The same matter stands at {number}").format(number=number)
        yield Event(one.received_at, "⇄", text, one.note)
        if one.reported_at is not None:
            text = _("{number} was told what came of it").format(number=number)
            yield Event(one.reported_at, "⇄", text, one.reported_words)
    for link in file.links:
        other = link.other_id if link.case_id == file.case.id else link.case_id
        if link.kind is LinkKind.SAME_MATTER and other in file.linked:
            text = _("The same matter as {reference}").format(reference=file.linked[other])
            yield Event(link.at, "⇄", text, link.note)
