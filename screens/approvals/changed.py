"""What changed in a letter since it came back: signs stand before every line, colour only helps."""

from collections.abc import Sequence

from desk.i18n import _
from desk.letter.difference import FieldChange, Piece, TextChange
from desk.saying import say_moment
from desk.services.base import Desk
from desk.services.returns import Difference, RemarkRow
from screens.widgets.flow import Para

_HEAD = "$text-muted underline"
_WENT, _CAME = "$error", "$success"


def changed(found: Difference, desk: Desk, language: str) -> tuple[Para, ...]:
    """Remarks with their answers, then fields of the record, then sentences of the text."""
    when = say_moment(desk.hours.local(found.given.at), language, year=False)
    words = _("Returned by {name}, {when} (return {n})")
    paras = [Para(words.format(name=found.by, when=when, n=found.turn), "bold")]
    if found.given.comment:
        paras.append(Para(found.given.comment, "", "↩ "))
    for row in found.remarks:
        paras += remark_lines(row)
    if found.fields:
        paras += [Para(""), Para(_("The record: − before, + now"), _HEAD), *_fields(found.fields)]
    if found.text:
        paras += [Para(""), Para(_("The text: − before, + now"), _HEAD), *_text(found.text)]
    if not found.fields and not found.text:
        paras += [Para(""), Para(_("Nothing has changed since."), "bold $warning", "! ")]
    return tuple(paras)


def remark_lines(row: RemarkRow) -> list[Para]:
    """A remark with a sign whether it is dealt with, and what the author says to it."""
    sign, style = ("✓ ", "") if row.settled else ("○ ", "bold $warning")
    lines = [Para(_("{where}: {why}").format(where=row.where, why=row.remark.text), style, sign)]
    if row.remark.answer:
        lines.append(Para(row.remark.answer, "", "  → "))
    return lines


def _fields(found: Sequence[FieldChange]) -> list[Para]:
    lines = []
    for one in found:
        lines.append(Para(one.where, "bold"))
        if one.before:
            lines.append(Para(one.before, _WENT, "− "))
        if one.after:
            lines.append(Para(one.after, _CAME, "+ "))
    return lines


def _text(found: Sequence[TextChange]) -> list[Para]:
    lines = []
    under = ""
    for one in found:
        if one.under != under:
            under = one.under
            lines.append(Para(under, "bold"))
        if one.before:
            lines.append(Para(_marked(one.before), _WENT, "− "))
        if one.after:
            lines.append(Para(_marked(one.after), _CAME, "+ "))
    return lines


def _marked(pieces: tuple[Piece, ...]) -> str:
    """A sentence with what differs in it between angles; one that is wholly new has none."""
    if all(piece.changed for piece in pieces):
        return "".join(piece.text for piece in pieces)
    return "".join(f"‹{piece.text}›" if piece.changed else piece.text for piece in pieces)
