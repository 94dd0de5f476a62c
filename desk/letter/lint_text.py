"""Rules about the text of a letter as it will be read."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from desk.enums import LetterKind
from desk.i18n import _
from desk.letter.book import PLACEHOLDERS
from desk.letter.facts import LetterFacts, ReplyFacts
from desk.letter.finding import Finding, place
from desk.letter.glyphs import strings, uncovered, way_out
from desk.letter.kinds import KINDS
from desk.letter.markdown import part, tree
from desk.letter.wording import Wording, own_voice, said
from desk.masks import PersonalData, find_in_text

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|⟦[^⟧]*⟧?")
_SENTENCE = re.compile(r"(?<=[。！？!?；;])|(?<=[.?!])\s+|\n")
_LONGEST_SENTENCE = 80
_DATE_FORMS = {
    "year-month-day": re.compile(r"(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)"),
    "year/month/day": re.compile(r"(?<!\d)\d{4}/\d{1,2}/\d{1,2}(?!\d)"),
    "year.month.day": re.compile(r"(?<!\d)\d{4}\.\d{1,2}\.\d{1,2}(?!\d)"),
    "words": re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]{2,8} \d{4}"),
}
_TEXT = "text"
_NOT_SAID = ("unit.", "reader.", "language", "case_reference", "lookup_code", "channel")
"""Facts that are nobody's sentences."""


def _text_finding(
    code: str, why: str, cure: str, *, path: str = _TEXT, blocks: bool = True
) -> Finding:
    return Finding(code=code, where=place(path), field=path, why=why, cure=cure, blocks=blocks)


@lru_cache(maxsize=4)
def _strings(facts: LetterFacts) -> tuple[tuple[str, str], ...]:
    return tuple(strings(facts))


def customers_words(facts: LetterFacts) -> list[str]:
    """The customer's own words and what they are called: not our voice."""
    theirs = [text for path, text in _strings(facts) if path.endswith(("matter", "narrative"))]
    theirs += [text for path, text in _strings(facts) if path.startswith(("matters.", "reader."))]
    if isinstance(facts, ReplyFacts):
        theirs += facts.account_of_matter.split("\n")
        theirs.append(facts.subject)
    return [text for text in theirs if text]


def _phrases(facts: LetterFacts, body: str, wording: Wording) -> Iterable[Finding]:
    theirs = customers_words(facts)
    voice = own_voice(body, theirs)
    fields = [(path, own_voice(text, theirs)) for path, text in _strings(facts)]
    for sayings, blocks in ((wording.never, True), (wording.jargon, False)):
        for saying, words in said(sayings, voice):
            path = next((path for path, text in fields if words in text), _TEXT)
            better = _("For example: {words}").format(words=saying.instead)
            yield _text_finding(
                "phrase" if blocks else "jargon",
                _("“{words}”: {why}").format(words=words, why=saying.why),
                better if saying.instead else _("Take it out."),
                path=path,
                blocks=blocks,
            )


def _own_numbers(facts: LetterFacts) -> list[str]:
    unit = facts.unit
    own = [unit.phone, unit.hotline, unit.regulator]
    return own + [
        text for path, text in _strings(facts) if path.endswith("_phone") or "phones." in path
    ]


def _personal(
    facts: LetterFacts, body: str, private: Iterable[tuple[str, str]]
) -> Iterable[Finding]:
    cure = _("Mask it or take it out: surname and title, first and last digits.")
    shown = {
        PersonalData.PHONE: _("a mobile phone number"),
        PersonalData.IDENTITY: _("an identity number"),
        PersonalData.CARD: _("a bank card or account number"),
        PersonalData.ACCOUNT: _("the account number"),
        PersonalData.EMAIL: _("an e-mail address"),
    }
    seen: set[str] = set()
    for one in find_in_text(body, allow=_own_numbers(facts)):
        digits = re.sub(r"\D", "", one.text)
        # A landline is an office's: whose private number it is, the file knows.
        if digits in seen or (one.kind is PersonalData.PHONE and digits.startswith("0")):
            continue
        seen.add(digits)
        path = next((path for path, text in _strings(facts) if one.text in text), _TEXT)
        why = _("It shows {what} in full.").format(what=shown[one.kind])
        yield _text_finding("personal_data", why, cure, path=path)
    for value, what in private:
        known = re.sub(r"\D", "", value) in seen and value.isdigit()
        if len(value) < 2 or known or value in facts.reader.salutation or value not in body:
            continue
        path = next((path for path, text in _strings(facts) if value in text), _TEXT)
        why = _("It shows {what} in full.").format(what=what)
        yield _text_finding("personal_data", why, cure, path=path)


def _rest(facts: LetterFacts, body: str) -> str:
    """What stands in the letter besides the facts."""
    for one in sorted((text for _path, text in _strings(facts)), key=len, reverse=True):
        for line in one.split("\n"):
            if line.strip():
                body = body.replace(line, " ")
    return body


def voices(facts: LetterFacts, markdown: str) -> list[tuple[str, str]]:
    """What we say ourselves, by field, and at last what a person wrote between the fields."""
    theirs = customers_words(facts)
    said = [
        (path, own_voice(text, theirs))
        for path, text in _strings(facts)
        if text and not path.startswith(_NOT_SAID) and not path.endswith("matter")
    ]
    return [*said, (_TEXT, own_voice(_rest(facts, _body(markdown)), theirs))]


def _body(markdown: str) -> str:
    return "\n".join(block.text() for block in tree(markdown))


def _marks(facts: LetterFacts, markdown: str, body: str) -> Iterable[Finding]:
    number, day = PLACEHOLDERS[facts.language]
    rest = _rest(facts, body).replace(number, " ").replace(day, " ")
    for left in dict.fromkeys(_TEMPLATE.findall(rest)):
        yield _text_finding(
            "template_variable",
            _("“{text}” is a gap that nothing fills.").format(text=left),
            _("Write what belongs there, or compose the letter again."),
        )
    for mark, what in ((number, _("the number")), (day, _("the date"))):
        if mark not in markdown:
            yield _text_finding(
                "placeholder_missing",
                _("The place for {what} is gone.").format(what=what),
                _("Put {mark} back where it stood, or compose the letter again.").format(mark=mark),
            )


def _parts(kind: LetterKind, markdown: str) -> Iterable[Finding]:
    blocks = tree(markdown)
    needed = {"letterhead": _("the letterhead"), "signature": _("the signature")}
    if KINDS[kind].receipt:
        needed["receipt"] = _("the receipt")
    for role, what in needed.items():
        if part(blocks, role) is None:
            yield _text_finding(
                "part_missing",
                _("The letter has lost {what}.").format(what=what),
                _("Compose the letter again and put your changes in."),
            )


def _route(facts: LetterFacts, body: str) -> Iterable[Finding]:
    unit = facts.unit
    at = [body.rfind(one) for one in (unit.hotline, unit.regulator)]
    inside = body[: max(at[0], 0)]
    if (
        at[0] < 0
        or at[1] < at[0]
        or not any(one and one in inside for one in (unit.phone, unit.branch))
    ):
        yield _text_finding(
            "no_route",
            _("It is not said where the customer can turn who disagrees."),
            _("Name this unit with its phone, then {hotline}, then {regulator}.").format(
                hotline=unit.hotline, regulator=unit.regulator
            ),
        )


def _glyphs(facts: LetterFacts, markdown: str, fonts: Path | None) -> Iterable[Finding]:
    for one in uncovered(markdown, facts, fonts):
        if one.character in "⟦⟧" and isinstance(facts, ReplyFacts) and one.field != _TEXT:
            # An open place of a proposal: that is told as what it is.
            continue
        yield _text_finding(
            "glyph",
            _("No font can print “{character}” (U+{code:04X}).").format(
                character=one.character, code=ord(one.character)
            ),
            way_out(),
            path=one.field,
        )


def _style(facts: LetterFacts, markdown: str, body: str) -> Iterable[Finding]:
    forms = [name for name, pattern in _DATE_FORMS.items() if pattern.search(body)]
    if len(forms) > 1:
        yield _text_finding(
            "date_forms",
            _("Dates are written in different ways."),
            _("Write them all alike, with year, month and day."),
            blocks=False,
        )
    limit = _LONGEST_SENTENCE * (3 if facts.language == "en" else 1)
    voice = own_voice(body, customers_words(facts))
    paragraphs = [block for block in tree(markdown) if block.kind == "paragraph"]
    for block in paragraphs:
        for sentence in _SENTENCE.split(block.text()):
            if len(sentence) > limit and sentence[:20] in voice:
                end = sentence.rstrip("。！？!?；;.")[-20:]
                path = next((path for path, text in _strings(facts) if end in text), _TEXT)
                yield _text_finding(
                    "long_sentence",
                    _("A sentence of {count} characters: “{start}…”").format(
                        count=len(sentence), start=sentence[:20]
                    ),
                    _("Make two sentences of it."),
                    path=path,
                    blocks=False,
                )


def text(
    kind: LetterKind,
    facts: LetterFacts,
    markdown: str,
    wording: Wording,
    private: list[tuple[str, str]],
    fonts: Path | None = None,
) -> list[Finding]:
    """Findings about the text of a letter of any kind; `fonts` is the folder of a site's own."""
    body = _body(markdown)
    return [
        *_parts(kind, markdown),
        *_marks(facts, markdown, body),
        *_phrases(facts, body, wording),
        *_personal(facts, body, private),
        *(_route(facts, body) if KINDS[kind].routes else ()),
        *_glyphs(facts, markdown, fonts),
        *_style(facts, markdown, body),
    ]
