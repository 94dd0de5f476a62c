"""What is said of a letter whose text is not kept any more."""

from desk.i18n import _
from desk.refusals import Refusal


def erased_letter() -> Refusal:
    """What is said of a letter that was kept for as long as it was to be kept."""
    return Refusal(
        _("The text of this letter was erased: its time of keeping was over."),
        _("Its number, day and kind stay in the register; the erase log says when it was erased."),
        code="erased",
    )
