"""The next point answered like the last one: one key fills what is still empty."""

from typing import TYPE_CHECKING

from desk.i18n import _, current
from desk.progress import is_answered
from desk.saying import joined
from screens.case.form import labels
from screens.undo import Step

if TYPE_CHECKING:
    from screens.case.content import Content
    from screens.case.screen import CaseScreen

REPEATED = (
    *("articles", "basis", "remedy", "remedy_owner", "remedy_due", "remedy_done_on"),
    *("apology", "responsibility", "cause"),
)
"""What two points may share; what was found and concluded is particular to each, as is money."""


def repeat(screen: "CaseScreen") -> None:
    """Fill the empty fields of the point in sight from the point answered last.

    With the cursor in the finding that is filled too, to be changed: a copy of another point
    counts as no answer.
    """
    form, here = screen.form, screen.field_here()
    last = _answered_last(screen)
    if not last:
        screen.desk_app.tell(_("No other point of this case is answered yet."))
        return
    theirs, now = screen.typed_on(last), form.content()
    wanted = ("finding", *REPEATED) if here == "finding" else REPEATED
    filled: Content = {name: theirs[name] for name in wanted if theirs[name] and not now[name]}
    if not filled:
        words = _("Nothing is left to fill from point {n}.")
        screen.desk_app.tell(words.format(n=last))
        return
    if "remedy" in filled:
        filled["remedy_by"] = theirs["remedy_by"]
    before: Content = {name: now[name] for name in filled}
    form.take_over(filled)
    first = next(iter(filled))
    screen.edits.note(Step(lambda: form.take_over(before), form.controls[first]))
    names = labels()
    said = joined((names[name] for name in filled if name != "remedy_by"), current())
    words = _("As in point {n}: {fields}.").format(n=last, fields=said)
    screen.desk_app.tell(words, _("Change what is different here, then Ctrl+S."))


def _answered_last(screen: "CaseScreen") -> int:
    """The point that this person saved last here, else the nearest answered one; 0 without any."""
    here = screen.form.position
    points = screen.file.points if screen.file is not None else ()
    answered = [one.position for one in points if is_answered(one) and one.position != here]
    if screen.saved_last in answered:
        return screen.saved_last
    return min(answered, key=lambda position: (abs(position - here), position), default=0)
