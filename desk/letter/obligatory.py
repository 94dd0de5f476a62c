"""What a letter must hold whatever its template looks like: answers, number, date, ways out."""

from desk.i18n import N_, _
from desk.letter.book import PLACEHOLDERS, fill, template_name
from desk.letter.chain import ChainFacts
from desk.letter.check import missing_answers
from desk.letter.facts import (
    BlankFacts,
    FileCopyFacts,
    KeyCardFacts,
    MonthFacts,
    PaperFacts,
    PaperKind,
    ShiftFacts,
    TaskFacts,
)
from desk.letter.finding import place
from desk.letter.markdown import Block, part, tree
from desk.letter.sandbox import TemplateFault
from desk.letter.shelf import shipped

_ROLES = {
    "letterhead": N_("the head with the name of our unit"),
    "reference": N_("the place of the number"),
    "signature": N_("the signature block"),
}
_SAID = {
    "unit.name": N_("the name of our unit"),
    "case_reference": N_("the case number"),
    "lookup_code": N_("the lookup code"),
    "unit.hotline": N_("the hotline, for a customer who does not agree"),
    "unit.regulator": N_("the regulator's number, for a customer who does not agree"),
}


def left_out(markdown: str, kind: PaperKind, facts: PaperFacts) -> list[TemplateFault]:
    """What of the shipped letter's obligatory parts a letter made of other texts leaves out.

    The shipped letter is the measure: what it does not say for these facts nobody else must.
    """
    name = template_name(kind, facts.language)
    model = fill(kind, facts, shipped())
    missing = [
        what for what in _obligatory(model, facts) if what not in _obligatory(markdown, facts)
    ]
    if not isinstance(
        facts,
        ChainFacts
        | BlankFacts
        | ShiftFacts
        | MonthFacts
        | FileCopyFacts
        | TaskFacts
        | KeyCardFacts,
    ):
        known = missing_answers(model, facts)
        missing += [
            _("{part}: “{text}”").format(part=place(one.field), text=one.text)
            for one in missing_answers(markdown, facts)
            if one not in known
        ]
    return [
        TemplateFault(name, 0, _("it leaves out: {what}.").format(what=what), "left_out")
        for what in missing
    ]


def _obligatory(markdown: str, facts: PaperFacts) -> list[str]:
    """The obligatory parts that a letter has, in words."""
    blocks = tree(markdown)
    number, day = PLACEHOLDERS[facts.language]
    text = "".join("".join(block.text() for block in blocks).split())
    found = [_(words) for role, words in _ROLES.items() if _words(part(blocks, role))]
    if number in _words(part(blocks, "reference")):
        found.append(_("the number, in its place under the head"))
    if day in _words(part(blocks, "signature")):
        found.append(_("the date, in its place under the signature"))
    if any(block.kind == "heading" and block.level == 1 for block in blocks):
        found.append(_("the title"))
    for path, words in _SAID.items():
        said = "".join(_fact(facts, path).split())
        if said and said in text:
            found.append(_(words))
    return found


def _words(block: Block | None) -> str:
    return block.text().strip() if block is not None else ""


def _fact(facts: PaperFacts, path: str) -> str:
    value: object = facts
    for name in path.split("."):
        value = getattr(value, name, "")
    return str(value)
