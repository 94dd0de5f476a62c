"""What else may be told while a case is taken down, each in a dialog of its own.

To add one: a dialog, what it fills in `Sheet`, and its line here; a key without keys in
`screens.keys.intake` puts it into the palette as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.i18n import N_, _, current, ngettext
from desk.labels import label
from desk.refusals import Refusal
from desk.saying import joined
from screens.intake.sheet import Sheet

if TYPE_CHECKING:
    from screens.intake.asks import IntakeAsks


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A line of the list in "More".

    `said` gives what is told already in few words, "" for nothing; `ask` opens the dialog, with
    a refusal to show in it. `fields` are the first parts of the fields that refusals name;
    `aside` is the name under which a dialog keeps what is half typed.
    """

    word: str
    tip: str
    said: Callable[[Sheet], str]
    ask: Callable[["IntakeAsks", Refusal | None], None]
    fields: tuple[str, ...] = ()
    aside: str = ""


def _joint_said(sheet: Sheet) -> str:
    count = len(sheet.signatories)
    words = ngettext("{n} person signed", "{n} people signed", count)
    return words.format(n=count) if count else ""


def _ask_joint(screen: "IntakeAsks", refusal: Refusal | None) -> None:
    from screens.joint.at_intake import JointIntake, Signed

    def keep(signed: Signed) -> None:
        screen.tell_more(signatories=signed)

    screen.app.push_screen(JointIntake(screen.sheet.signatories, keep, refusal))


def _papers_said(sheet: Sheet) -> str:
    count = sum(paper.copies for paper in sheet.papers)
    originals = sum(paper.copies for paper in sheet.papers if paper.original)
    if not count:
        return ""
    words = ngettext("{n} paper left here", "{n} papers left here", count).format(n=count)
    more = ngettext("{n} of them an original", "{n} of them originals", originals)
    said = _("{papers}, {originals}")
    return said.format(papers=words, originals=more.format(n=originals)) if originals else words


def _ask_papers(screen: "IntakeAsks", refusal: Refusal | None) -> None:
    from screens.intake.papers import Papers, PapersAtIntake

    def keep(papers: Papers) -> None:
        screen.tell_more(papers=papers)

    screen.app.push_screen(PapersAtIntake(screen.sheet, keep, refusal))


def _elsewhere_said(sheet: Sheet) -> str:
    return joined((f"{label(one.source)} {one.number}" for one in sheet.elsewhere), current())


def _ask_elsewhere(screen: "IntakeAsks", refusal: Refusal | None) -> None:
    from screens.intake.beyond import Elsewhere, SameElsewhere

    def keep(given: tuple[Elsewhere, ...] | None) -> None:
        if given is not None:
            screen.tell_more(elsewhere=given)

    screen.app.push_screen(SameElsewhere(screen.sheet.elsewhere, refusal), keep)


SECTIONS: tuple[Section, ...] = (
    Section(
        word=N_("Elsewhere too"),
        tip=N_("Note the number under which 95598, 12345 or 12398 holds the same matter."),
        said=_elsewhere_said,
        ask=_ask_elsewhere,
        fields=("externals",),
        aside="elsewhere",
    ),
    Section(
        word=N_("Joint case"),
        tip=N_("Many people, one matter: paste the list of those who signed."),
        said=_joint_said,
        ask=_ask_joint,
        fields=("signatories",),
        aside="joint",
    ),
    Section(
        word=N_("Papers left here"),
        tip=N_("What the customer leaves with us: invoice, copy, photograph; originals go back."),
        said=_papers_said,
        ask=_ask_papers,
        fields=("papers",),
        aside="paper",
    ),
)


def told_besides(sheet: Sheet) -> list[str]:
    """What stands in the dialogs behind the form, in few words."""
    said = [words for section in SECTIONS if (words := section.said(sheet))]
    if sheet.incident:
        said.append(_("part of {number}").format(number=sheet.incident))
    if sheet.follows:
        said.append(_("takes up {reference}").format(reference=sheet.follows))
    said += [_("beside {reference}").format(reference=one) for one in sheet.related]
    return said


def section_of(field: str) -> Section | None:
    """The section in whose dialog a refused field is put right."""
    part = field.partition(".")[0]
    return next((section for section in SECTIONS if part in section.fields), None)


def half_typed(sheet: Sheet) -> Section | None:
    """The section in whose dialog something was being typed when the form was left."""
    return next((section for section in SECTIONS if section.aside in sheet.aside), None)


def line_of(section: Section, sheet: Sheet) -> tuple[str, str]:
    """How a section stands in the list: its word, and what is told already or what it is for."""
    return _(section.word), section.said(sheet) or _(section.tip)
