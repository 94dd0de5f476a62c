"""What is told of people and codes, in the same words on the screens and by the commands."""

from typing import TYPE_CHECKING

from desk.i18n import _

if TYPE_CHECKING:
    from desk.services.staffing import Held


def held_words(held: "Held") -> str:
    """What is still in somebody's hands, and what is to be done about it."""
    said = []
    for words, found, then in (
        (_("Open cases: {which}"), held.cases, _("A lead hands them on, once they have left.")),
        (_("Tasks: {which}"), held.tasks, _("Whoever gave them withdraws and gives them anew.")),
        (_("Promised in: {which}"), held.promises, _("The holder of the case keeps them.")),
    ):
        if found:
            said += [words.format(which=_(", ").join(found)), f"  {then}"]
    return "\n".join(said) or _("{name} holds nothing.").format(name=held.name)


def code_words(code: str) -> str:
    """A sealed code, and what to do with it."""
    words = _(
        "It is shown this once. Write it down, seal it in an envelope that two people sign, "
        "and lock it away: it lets the highest person in who forgot their PIN."
    )
    return f"{code}\n{words}"
