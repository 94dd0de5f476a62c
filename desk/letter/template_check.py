"""Whether a site's templates may be put in force: every fault named with its file and line.

They are read, filled in with made-up facts of every kind that uses them, with nothing that may be
left out and with everything, in every turn of the vocabularies, with hostile and with long data,
and the pages are made.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from desk.enums import LetterKind
from desk.i18n import _
from desk.letter.book import fill, template_name
from desk.letter.chain import InnerKind
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.markdown import Block, tree
from desk.letter.obligatory import left_out
from desk.letter.sandbox import (
    FAULTS,
    BrokenTemplate,
    TemplateFault,
    environment,
    fault_of,
    used_by,
)
from desk.letter.shelf import Shelf, shipped
from desk.letter.trial import CODE, Trial, facts_for, turns
from desk.letter.width import width
from desk.letter.words import LANGUAGES
from desk.refusals import Fault, Refusal

LONGEST = 100_000
"""Characters that a template may have."""
HOSTILE = "*甲* _乙_ [丙](丁) <b>x</b> # | a | {{ y }} \\ `z` #box[w] $v$ 终"
PLACES = "⟦编号⟧⟦日期⟧⟦number⟧⟦date⟧终"
_LABEL = re.compile(r"\*\*[^*\n]*[：:]\*\*")
_CELL = re.compile(r"\|\{\{|\}\}\|")
_MANY = 12


def check_texts(texts: Mapping[str, str], shelf: Shelf) -> list[TemplateFault]:
    """What is wrong with these texts on a shelf, each fault once, in the order of the files."""
    known = shipped().names
    faults: list[TemplateFault] = []
    for name, text in sorted(texts.items()):
        if name not in known:
            why = _("Desk has no template of this name; “template list” shows the names.")
            faults.append(TemplateFault(name, 0, why, "unknown"))
        else:
            faults += _source(name, text)
    if faults and any(one.code in ("unknown", "too_long") for one in faults):
        return faults
    whole = shelf.over(texts)
    broken = [fault for name in sorted(texts) if (fault := _read(whole, name))]
    if broken:
        return [*faults, *broken]
    used = [
        (kind, Trial(language=language, words=_field))
        for kind, language in _kinds()
        if set(used_by(whole, template_name(kind, language))) & texts.keys()
    ]
    for kind, usual in used:
        faults += _turned(whole, kind, usual)
    if faults:
        # Pages take their time; whoever has something to mend hears of it at once.
        return list(dict.fromkeys(faults))
    for kind, usual in used:
        faults += _hostile(whole, kind, usual) or _long(whole, kind, usual)
    return list(dict.fromkeys(faults))


def _field(name: str, lines: bool) -> str:
    """A field is called by its name."""
    return name.rpartition(".")[2]


def _kinds() -> Iterator[tuple[PaperKind, str]]:
    for kind in (*LetterKind, *InnerKind):
        for language in LANGUAGES:
            if template_name(kind, language) in shipped().names:
                yield kind, language


def users_of(name: str, shelf: Shelf) -> list[tuple[PaperKind, str]]:
    """The kinds and languages that a text of a shelf has a part in."""
    return [
        (kind, language)
        for kind, language in _kinds()
        if name in used_by(shelf, template_name(kind, language))
    ]


def _source(name: str, text: str) -> list[TemplateFault]:
    """What can be seen in the text itself."""
    if len(text) > LONGEST:
        why = _("it has more than {most} characters.").format(most=LONGEST)
        return [TemplateFault(name, 0, why, "too_long")]
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        if _LABEL.search(line):
            why = _("the colon of a label stands after the marks: **反映问题**： or **Found**:")
            faults.append(TemplateFault(name, number, why, "label"))
        if line.lstrip().startswith("|") and _CELL.search(line):
            why = _("the cells of a table are written with spaces: | {{ x }} |")
            faults.append(TemplateFault(name, number, why, "cell"))
    return faults


def _read(shelf: Shelf, name: str) -> TemplateFault | None:
    try:
        environment(shelf).get_template(name)
    except FAULTS as wrong:
        return fault_of(shelf, name, wrong)
    return None


def _plain(like: str) -> str:
    """A harmless text as wide as another."""
    wide, narrow = divmod(width(like), 2)
    return "甲" * wide + "a" * narrow


def _turned(shelf: Shelf, kind: PaperKind, usual: Trial) -> list[TemplateFault]:
    """The first fault in any turn of the vocabularies, with all there may be and with nothing."""
    for turn in range(turns(kind)):
        for full in (True, False):
            faults = _filled(shelf, kind, replace(usual, turn=turn, full=full))
            if faults:
                return faults
    return []


def _filled(shelf: Shelf, kind: PaperKind, trial: Trial) -> list[TemplateFault]:
    facts = facts_for(kind, trial)
    try:
        fill(kind, facts, shipped())
    except BrokenTemplate:
        # These words never come together in a letter; the shipped one cannot say them either.
        return []
    try:
        return left_out(fill(kind, facts, shelf), kind, facts)
    except BrokenTemplate as broken:
        return [broken.fault]


def _shape(blocks: list[Block]) -> list[object]:
    return [
        (b.kind, b.name, b.level, [s.mark for s in b.spans if s.mark], _shape(b.blocks))
        for b in blocks
    ]


def _times(text: str, made: str) -> int:
    """How often a text stands in a letter, letter by letter."""
    said = "".join("".join(block.text() for block in tree(made)).split())
    return said.count("".join(text.split()))


def _hostile(shelf: Shelf, kind: PaperKind, usual: Trial) -> list[TemplateFault]:
    """Text that tries to be something else must come out as it is, in text and page."""
    name = template_name(kind, usual.language)
    why = _("what a customer wrote would not come out as it was written.")
    fault = [TemplateFault(name, 0, why, "hostile")]

    def made_of(text: str) -> tuple[PaperFacts, str]:
        facts = facts_for(kind, replace(usual, words=lambda _name, _lines: text))
        return facts, fill(kind, facts, shelf)

    for text in (PLACES, HOSTILE):
        harmless = _plain(text)
        facts, made = made_of(text)
        _facts, plain = made_of(harmless)
        as_often = _times(text, made) == _times(harmless, plain)
        if not as_often or _shape(tree(made)) != _shape(tree(plain)):
            return fault
    return _page(name, made, kind, facts, says=HOSTILE)


def _long(shelf: Shelf, kind: PaperKind, usual: Trial) -> list[TemplateFault]:
    def words(name: str, lines: bool) -> str:
        if name.endswith(".lookup_code"):
            return CODE
        line = "这一句话用来试一试很长的文字会怎样排。" * (12 if lines else 3)
        return "\n".join([line] * 3) if lines else line

    facts = facts_for(kind, replace(usual, words=words, many=_MANY))
    name = template_name(kind, usual.language)
    made = fill(kind, facts, shelf)
    return left_out(made, kind, facts) or _page(name, made, kind, facts)


def _page(
    name: str, made: str, kind: PaperKind, facts: PaperFacts, *, says: str = ""
) -> list[TemplateFault]:
    from desk.letter.press import to_pdf
    from desk.letter.proof import page_text

    try:
        text = page_text(to_pdf(made, facts, kind))
    except (Refusal, Fault) as why:
        said = _("the page cannot be made: {why}").format(why=why)
        return [TemplateFault(name, 0, said, "page")]
    if "".join(says.split()) not in text:
        return [TemplateFault(name, 0, _("the page does not say what the text says."), "page")]
    return []


def first_fault(name: str, shelf: Shelf) -> TemplateFault | None:
    """Why a text of a shelf cannot be used, without making a page; None if it can be."""
    fault = _read(shelf, name)
    if fault:
        return fault
    for kind, language in users_of(name, shelf):
        for full in (True, False):
            usual = Trial(language=language, words=_field, full=full)
            for found in _filled(shelf, kind, usual):
                return found
    return None
