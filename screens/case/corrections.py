"""What the record of a case tells of mistakes and how they were put right, and of papers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desk.enums import CaseStatus
from desk.i18n import _, current
from desk.labels import label
from desk.masks import mask_name
from desk.saying import say_moment
from desk.views import CaseFile
from screens.case.amended import field_name, said_value
from screens.case.event import Event

if TYPE_CHECKING:
    from desk.services.base import Desk


def supplements(file: CaseFile, desk: "Desk") -> Iterator[tuple[str, str]]:
    """What was told later: a head with day and who, and the words."""
    for one in file.supplements:
        moment = say_moment(desk.hours.local(one.at), current(), year=False)
        words = _("Supplement {n}, {moment}, taken down by {name}").format(
            n=one.position, moment=moment, name=file.names.get(one.by, "?")
        )
        if one.told_by:
            words = _("{supplement}, told by {who}").format(supplement=words, who=one.told_by)
        yield words, one.text


def corrected(file: CaseFile) -> Iterator[Event]:
    """Supplements, fields put right, links, and an end that was no closing."""
    for added in file.supplements:
        name = file.names.get(added.by, "?")
        words = _("{name} added supplement {n}").format(name=name, n=added.position)
        yield Event(added.at, "＋", words, " ".join(added.text.split()))
    for one in file.amendments:
        name = file.names.get(one.by, "?")
        words = _("{name} put right: {field}").format(name=name, field=field_name(one.field))
        old, new = (said_value(one.field, text) or "—" for text in (one.old, one.new))
        yield Event(
            one.at,
            "✎",
            words,
            _("{old} → {new}: {reason}").format(old=old, new=new, reason=one.reason),
        )
    seen = {**file.unlinked, **file.linked}
    for link in (*file.links, *file.ended_links):
        other_id = link.other_id if link.case_id == file.case.id else link.case_id
        if other_id in seen:
            words = _("{name} linked {reference}: {kind}").format(
                name=file.names.get(link.by, "?"),
                reference=seen[other_id],
                kind=link_words(file, link.case_id, label(link.kind)),
            )
            yield Event(link.at, "⇄", words, link.note)
            if link.ended_at is not None:
                words = _("{name} ended the link with {reference}").format(
                    name=file.names.get(link.ended_by or "", "?"), reference=seen[other_id]
                )
                yield Event(link.ended_at, "⇹", words, link.ended_reason)
    yield from _ended(file)


def link_words(file: CaseFile, from_id: str, kind: str) -> str:
    """How a link is told on this side of it."""
    return kind if from_id == file.case.id else _("{kind} (named there)").format(kind=kind)


def _ended(file: CaseFile) -> Iterator[Event]:
    case = file.case
    if case.closed_at is None:
        return
    name = file.names.get(case.closed_by or "", "?")
    if case.status is CaseStatus.WITHDRAWN:
        words = _("The customer took the case back (taken down by {name})").format(name=name)
        yield Event(case.closed_at, "↶", words, _("“{words}”").format(words=case.closed_note))
    elif case.status is CaseStatus.ANNULLED:
        words = _("{name} annulled the case").format(name=name)
        other = file.linked.get(case.duplicate_of or "")
        if other:
            words = _("{name} annulled the case; the matter goes on under {reference}").format(
                name=name, reference=other
            )
        yield Event(case.closed_at, "✗", words, case.closed_note)


def terminated(file: CaseFile, desk: "Desk") -> Iterator[Event]:
    """Every end of the service with its ground, and when new facts took the case up again."""
    grounds = desk.spoken.termination_grounds
    for one in file.terminations:
        ground = grounds[one.ground].label if one.ground in grounds else one.ground
        words = _("{name} ended the service: {ground}").format(
            name=file.names.get(one.by, "?"), ground=ground
        )
        more = _("Rests on: {basis}  Still asked for: {beyond}")
        yield Event(one.at, "■", words, more.format(basis=one.basis, beyond=one.beyond))
        if one.reopened_at is not None:
            words = _("{name} took the case up again for new facts: {facts}").format(
                name=file.names.get(one.reopened_by or "", "?"), facts=one.facts
            )
            yield Event(one.reopened_at, "↻", words, one.reason)


def papers_here(file: CaseFile) -> Iterator[Event]:
    """Papers that were left with us, and to whom each went back."""
    for paper in file.papers:
        name = file.names.get(paper.received_by, "?")
        kind = _("original") if paper.original else _("copy")
        words = _("{name} took in: {paper} ({kind}, {n})").format(
            name=name, paper=paper.name, kind=kind, n=paper.copies
        )
        yield Event(paper.received_at, "▤", words, paper.note)
        if paper.returned_at is not None:
            words = _("{name} gave {paper} back to {receiver}").format(
                name=file.names.get(paper.returned_by or "", "?"),
                paper=paper.name,
                receiver=mask_name(paper.returned_to),
            )
            yield Event(paper.returned_at, "▤", words)
