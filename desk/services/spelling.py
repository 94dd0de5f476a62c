"""Names in scripts that no font here has: kept as spelt, printed in their official Chinese form."""

import re
from collections.abc import Iterable

from desk.i18n import N_, _
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.text import clean_line

LONGEST_FORM = 200
NAME_ON_FILE = N_("(name on file)")
"""For a name in a script that cannot be printed here, whose Chinese form nobody knows yet."""
_IN_BRACKETS = re.compile(r"[（(]([^（()）]+)[)）]\s*$")
_SURE = re.compile(r"[ -~\u4e00-\u9fa5·，。、：；（）“”‘’《》—…〔〕]*")
"""Characters that our own fonts have; nearly every name needs no look at the fonts."""


def unprintable(desk: Desk, text: str) -> str:
    """The characters of `text` that no font here can show, each once; "" for nearly every text."""
    if _SURE.fullmatch(text):
        return ""
    from desk.letter.glyphs import holes

    return "".join(holes(text, desk.stationery.fonts))


def printed(desk: Desk, name: str, form: str = "") -> str:
    """A name as papers print it: in its Chinese form where one is on file, else as spelt.

    Where there is no field for the form, it may stand in brackets behind the name. "" where
    nothing can be printed: papers then address the customer as one without a name, and go out
    all the same.
    """
    known = (form, name, form_in(name))
    return next((one for one in known if one and not unprintable(desk, one)), "")


def form_in(name: str) -> str:
    """What stands in brackets at the end of a name, "" when nothing does."""
    found = _IN_BRACKETS.search(name)
    return found[1].strip() if found else ""


def without_form(desk: Desk, names: Iterable[str]) -> list[str]:
    """The names of which nothing can be printed: their Chinese form is to be asked for."""
    return [name for name in names if name and not printed(desk, name)]


def checked_form(desk: Desk, text: str, field: str) -> str:
    """The Chinese form of a name as it was typed; refuses one that cannot be printed either."""
    form = clean_line(text)
    if len(form) > LONGEST_FORM:
        raise Refusal(
            _("A name has at most {most} characters.").format(most=LONGEST_FORM),
            field=field,
            code="too_long",
        )
    if bad := unprintable(desk, form):
        raise Refusal(
            _("No font can print {characters}.").format(characters=bad[:20]),
            _("Write the official Chinese form of the name, as it stands on the identity card."),
            field=field,
            code="glyph",
        )
    return form
