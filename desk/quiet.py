"""A case as a screen of a public hall shows it: numbers of people masked in every text."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.masks import mask_in_text
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.services.base import Desk


def quiet(file: CaseFile, desk: "Desk") -> CaseFile:
    """The file to be read, not to be worked on: what was said, with the numbers in it masked.

    Numbers of the hall and of units that a customer is sent to stay as they are.
    """
    branch = desk.branch
    allow = [branch.phone, branch.supervision_phone]
    allow += [one.phone for one in file.referrals]
    allow += [one.number for one in file.externals]
    allow += [one.receiver_phone for one in file.handovers]
    allow += file.phones.values()
    public = [number for number in allow if number]
    known = [file.case.account_no] if file.case.account_no else []

    def hide(text: str) -> str:
        return mask_in_text(text, known=known, allow=public) if text else text

    case = file.case
    return replace(
        file,
        case=replace(
            case,
            narrative=hide(case.narrative),
            remedy_sought=hide(case.remedy_sought),
            told=hide(case.told),
            closed_note=hide(case.closed_note),
        ),
        points=tuple(
            replace(
                point,
                matter=hide(point.matter),
                finding=hide(point.finding),
                basis=hide(point.basis),
                remedy=hide(point.remedy),
            )
            for point in file.points
        ),
        contacts=tuple(replace(one, text=hide(one.text)) for one in file.contacts),
        supplements=tuple(replace(one, text=hide(one.text)) for one in file.supplements),
        handovers=tuple(
            replace(one, matter=hide(one.matter), told=hide(one.told), reason=hide(one.reason))
            for one in file.handovers
        ),
        reports=tuple(replace(one, said=hide(one.said)) for one in file.reports),
        papers=tuple(replace(one, note=hide(one.note)) for one in file.papers),
        externals=tuple(
            replace(one, reported_words=hide(one.reported_words), note=hide(one.note))
            for one in file.externals
        ),
        escalations=tuple(
            replace(one, duty=hide(one.duty), done_note=hide(one.done_note))
            for one in file.escalations
        ),
        commitments=tuple(replace(one, text=hide(one.text)) for one in file.commitments),
        terminations=tuple(
            replace(one, basis=hide(one.basis), beyond=hide(one.beyond), facts=hide(one.facts))
            for one in file.terminations
        ),
        follow_ups=tuple(replace(one, words=hide(one.words)) for one in file.follow_ups),
    )
