"""The proof of an issued letter: what its hashes say, and its text and page made anew.

What is wrong and what has merely become newer are told apart: another version of a template, of
the page layout, of an engine or a font is no sign that somebody changed a letter.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.letter.codec import content_hash, facts_from_json
from desk.letter.facts import LetterFacts
from desk.letter.fingerprint import (
    TEXT_PARTS,
    Fingerprint,
    fingerprint,
    fonts_hash,
    read_fingerprint,
)
from desk.letter.life import Document, Letter
from desk.letter.pdfium import ONE
from desk.letter.shelf import Shelf, text_hash
from desk.refusals import Fault, Refusal

if TYPE_CHECKING:
    from desk.letter.layout import Layout


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a proof found, in words; `wrong` False where it only explains."""

    code: str
    words: str
    wrong: bool = True


def sealed(letter: Letter, document: Document | None, gone: list[str]) -> list[Remark]:
    """What hashes alone say against a letter; `gone` are template texts the book has not kept."""
    found: list[Remark] = []
    if document is None:
        found.append(Remark("no_page", _("The page that was issued is missing from the book.")))
    elif {hashlib.sha256(document.content).hexdigest(), document.sha256} != {letter.pdf_hash}:
        found.append(Remark("changed_page", _("The page kept is not the page that was issued.")))
    mark = read_fingerprint(letter.fingerprint)
    if mark is None:
        found.append(Remark("no_fingerprint", _("The fingerprint taken at the issue is missing.")))
    else:
        if text_hash(letter.markdown) != mark.markdown:
            found.append(Remark("changed_text", _("The text was changed after the issue.")))
        if text_hash(letter.facts) != mark.facts:
            found.append(
                Remark(
                    "changed_facts",
                    _("The facts the letter was made from were changed after the issue."),
                )
            )
    found += [
        Remark(
            "changed_template",
            _("The text of the template {name} as it was then is missing or changed.").format(
                name=name
            ),
        )
        for name in gone
    ]
    return found


def proved(
    letter: Letter,
    document: Document | None,
    kept: Shelf,
    gone: list[str],
    now: Shelf,
    layout: "Layout",
) -> list[Remark]:
    """Everything there is to say of an issued letter, what is wrong first.

    `kept` holds the template texts it was composed from, `now` those in force today.
    `layout` is how it is set, without its seal, which says nothing.
    """
    found = sealed(letter, document, gone)
    mark = read_fingerprint(letter.fingerprint)
    fonts = fonts_hash(layout.fonts)
    today = fingerprint(letter.markdown, letter.facts, fonts=fonts)
    notes = _newer(letter, mark, today, now)
    try:
        facts = facts_from_json(letter.facts)
    except Refusal:
        if not any(one.code == "changed_facts" for one in found):
            found.append(Remark("unread_facts", _("The facts of the letter cannot be read.")))
        return found + notes
    if mark is not None and not gone:
        found += _text(letter, facts, kept, mark, today)
    hashes_hold = not any(one.code in ("no_page", "changed_page", "changed_text") for one in found)
    if mark is not None and document is not None and hashes_hold:
        found += _page(letter, facts, document, mark, today, layout)
    found += notes
    return sorted(found, key=lambda one: not one.wrong)


def _newer(
    letter: Letter, mark: Fingerprint | None, today: Fingerprint, now: Shelf
) -> list[Remark]:
    """What has become newer since the issue."""
    notes = []
    for name, digest in sorted(letter.templates.items()):
        text = now.text(name)
        if text is None or text_hash(text) != digest:
            notes.append(
                Remark(
                    "newer_template",
                    _("The template {name} has changed since; the one of then was used.").format(
                        name=name
                    ),
                    wrong=False,
                )
            )
    if mark is None:
        return notes
    changed = [
        f"{name} {mark.parts.get(name) or '—'} → {version or '—'}"
        for name, version in today.parts.items()
        if mark.parts.get(name) != version
    ]
    if changed:
        notes.append(
            Remark(
                "newer_engine",
                _("Other versions make letters today: {parts}.").format(parts=", ".join(changed)),
                wrong=False,
            )
        )
    if mark.layout != today.layout:
        notes.append(
            Remark("newer_layout", _("The page layout of letters has changed since."), wrong=False)
        )
    if mark.fonts != today.fonts:
        notes.append(
            Remark("other_fonts", _("The fonts of your own were others then."), wrong=False)
        )
    return notes


def _text(
    letter: Letter, facts: LetterFacts, kept: Shelf, mark: Fingerprint, today: Fingerprint
) -> list[Remark]:
    """Whether the text composed anew is the one that was issued; a text edited by hand is not."""
    from desk.letter.book import compose, with_number

    if letter.edited or letter.issued_on is None:
        return []
    same_hands = all(mark.parts.get(part) == today.parts[part] for part in TEXT_PARTS)
    try:
        draft = compose(letter.kind, facts, kept)
    except Refusal as why:
        return [Remark("not_made_anew", str(why), wrong=same_hands)]
    if with_number(draft, letter.number, letter.issued_on) != letter.markdown:
        words = _("The text differs from one made anew of the same facts and template.")
        if not same_hands:
            words = _("The text cannot be compared: another version of Desk words it differently.")
        return [Remark("other_text", words, wrong=same_hands)]
    if letter.approved_hash and content_hash(draft, facts) != letter.approved_hash:
        return [Remark("not_approved", _("The text is not the one that was approved."))]
    return []


def _page(
    letter: Letter,
    facts: LetterFacts,
    document: Document,
    mark: Fingerprint,
    today: Fingerprint,
    layout: "Layout",
) -> list[Remark]:
    """Whether a page made anew says what the kept one says."""
    from desk.letter.press import to_pdf

    layout = replace(layout, archive=True, issued_on=letter.issued_on)
    try:
        anew = to_pdf(letter.markdown, facts, letter.kind, layout)
    except (Refusal, Fault) as why:
        said = _("The page cannot be made anew: {why}").format(why=why)
        return [Remark("no_page_anew", said, wrong=False)]
    if anew == document.content or page_text(anew) == page_text(document.content):
        return []
    if (mark.layout, mark.parts, mark.fonts) == (today.layout, today.parts, today.fonts):
        return [
            Remark("other_page", _("The page kept says something else than the text in the book."))
        ]
    words = _("The pages cannot be compared word by word: they are set differently today.")
    return [Remark("set_otherwise", words, wrong=False)]


def page_text(pdf: bytes) -> str:
    """All text of a PDF without white space; empty where it cannot be read."""
    import pypdfium2

    try:
        with ONE, pypdfium2.PdfDocument(pdf) as document:
            return "".join(
                "".join(page.get_textpage().get_text_range().split()) for page in document
            )
    except pypdfium2.PdfiumError:
        return ""
