"""What the record of a case tells of those who signed, and of how it was confirmed."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from desk.enums import Confirmed
from desk.i18n import _, current, ngettext
from desk.joint import Signatory
from desk.labels import label
from desk.masks import mask_name, mask_phone
from desk.saying import joined
from desk.views import CaseFile
from screens.case.event import Event

MOST_NAMES = 20
"""Late joiners that are named one by one; of more only the number is told."""


def confirmed(file: CaseFile) -> Iterator[Event]:
    """How what was written down was confirmed, each time."""
    for one in file.confirmations:
        words = {
            Confirmed.RECORD: _("{name} noted how the record was confirmed: {how}"),
            Confirmed.SUPPLEMENT: _("{name} noted how the supplement was confirmed: {how}"),
            Confirmed.WITHDRAWAL: _("{name} noted how the withdrawal was confirmed: {how}"),
        }[one.what]
        name = file.names.get(one.by, "?")
        parts = []
        if one.witness_id:
            witness = file.names.get(one.witness_id, "?")
            parts.append(_("Witness: {name}").format(name=witness))
        if one.reason:
            parts.append(_("No witness: {reason}").format(reason=one.reason))
        if one.dialect:
            parts.append(_("told in dialect: {dialect}").format(dialect=one.dialect))
        if one.interpreter:
            parts.append(_("interpreted by {name}").format(name=one.interpreter))
        yield Event(one.at, "✍", words.format(name=name, how=label(one.how)), " · ".join(parts))


def joined_and_left(file: CaseFile) -> Iterator[Event]:
    """Who came later, and who took their signature back."""
    late = [one for one in file.signatories if one.joined_late]
    for at, together in groupby(late, key=lambda one: one.joined_at):
        people = list(together)
        words = ngettext(
            "{n} person joined the case", "{n} people joined the case", len(people)
        ).format(n=len(people))
        yield Event(at, "＋", words, _names(people))
    for one in file.signatories:
        if one.withdrew_at is not None:
            words = _("{name} took their signature back").format(name=mask_name(one.name))
            yield Event(one.withdrew_at, "－", words)


def _names(people: Iterable[Signatory]) -> str:
    names = [mask_name(one.name) for one in people]
    return joined(names, current()) if len(names) <= MOST_NAMES else ""


def signed_lines(file: CaseFile) -> list[str]:
    """Everybody who signed, masked, one a line; those who speak for all are marked."""
    lines = []
    for one in file.signatories:
        notes = []
        if one.representative:
            notes.append(_("speaks for all"))
        if one.joined_late:
            notes.append(_("joined later"))
        if one.withdrew_at is not None:
            notes.append(_("took their signature back"))
        parts = [f"{one.position:>3} {mask_name(one.name)}", mask_phone(one.phone)]
        lines.append("  ".join(filter(None, (*parts, joined(notes, current())))))
    return lines


def unconfirmed(file: CaseFile) -> bool:
    """Whether nobody has noted how the record was confirmed."""
    return not any(one.what is Confirmed.RECORD for one in file.confirmations)
