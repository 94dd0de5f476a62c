"""The book of letters: facts in, Markdown out, with the words that templates may call."""

import re
from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from desk.i18n import _
from desk.letter import words
from desk.letter.escape import Escaped, escape_markdown, unescaped
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.sandbox import FAULTS, BrokenTemplate, reraised, template, wrap
from desk.letter.shelf import Shelf, shipped
from desk.letter.width import width
from desk.refusals import Refusal

PLACEHOLDERS: dict[str, tuple[str, str]] = {
    "zh_CN": ("⟦编号⟧", "⟦日期⟧"),
    "en": ("⟦number⟧", "⟦date⟧"),
}
"""Per language: what stands for the number and for the date until the letter is issued."""

_LONGEST_SUBJECT = 60
_BLANKS = re.compile(r"\n{3,}")
_LOOSE = re.compile(r"^(- .*)\n\n(?=- |:::$)", re.MULTILINE)


def _sentence(text: str, stop: str) -> Escaped:
    ended = not text or text[-1] in "。！？；…”」）.!?;:：)"
    # A number at the start of a line and a full stop after it would begin a list.
    return Escaped(str(text) if ended else str(text) + escape_markdown(stop))


def _bare(text: str) -> Escaped:
    # A full stop at the very end is never part of an escape.
    return Escaped(str(text).rstrip("。．；;，,") or text)


def _columns(text: str) -> int:
    return width(unescaped(text))


def _subject(points: tuple[SimpleNamespace, ...], language: str) -> Escaped:
    """What a title is about: the first matter and how many more, or only their number."""
    count = len(points)
    first = str(_bare(points[0].matter)).rstrip("？?！!") if points else ""
    english = language == "en"
    several = "两" if count == 2 else words.ordinal(count, language)
    if not first or _columns(first) > _LONGEST_SUBJECT:
        if english:
            return Escaped(
                "the point you raised" if count == 1 else f"the {count} points you raised"
            )
        return Escaped("您反映问题" if count == 1 else f"您反映的{several}项问题")
    if count == 1:
        return Escaped(first)
    if english:
        return Escaped(f"{first} and {count - 1} other point{'s' if count > 2 else ''}")
    return Escaped(f"{first}等{several}项问题")


def helpers(language: str) -> dict[str, Callable[..., Any]]:
    """What a template may call, by name."""

    def escaped(make: Callable[..., str]) -> Callable[..., Escaped]:
        return lambda *values: Escaped.escape(make(*values))

    def day(value: date) -> str:
        return words.day(value, language)

    def moment(value: datetime) -> str:
        return words.moment(value, language)

    return {
        "day": escaped(day),
        "moment": escaped(moment),
        "stamp": escaped(words.stamp),
        "money": escaped(lambda fen: words.money(fen, language)),
        "ordinal": escaped(lambda number: words.ordinal(number, language)),
        "conclusion": escaped(lambda word: words.CONCLUSION[language][word]),
        "channel": escaped(lambda word: words.CHANNEL[language][word]),
        "raised": escaped(lambda word: words.RAISED[language][word]),
        "subject": lambda points: _subject(points, language),
        "sentence": lambda text: _sentence(text, "." if language == "en" else "。"),
        "bare": _bare,
        "columns": _columns,
        "material": escaped(lambda word: words.MATERIAL[language][word]),
        "newly": escaped(lambda word: words.NEW[language][word]),
        "taken": escaped(lambda word: words.TAKEN[language][word]),
        "party": escaped(lambda word: words.PARTY[language][word]),
        "record": escaped(lambda word: words.RECORD[language][word]),
    }


def template_name(kind: PaperKind, language: str) -> str:
    """The name of the template of a kind in a language."""
    return f"{kind}.{language}.md.j2"


def fill(kind: PaperKind, facts: PaperFacts, shelf: Shelf) -> str:
    """The letter as Markdown, number and date still placeholders; raises `BrokenTemplate`."""
    name = template_name(kind, facts.language)
    number, date_ = PLACEHOLDERS[facts.language]
    try:
        text = template(shelf, name).render(
            facts=wrap(facts),
            number=Markup(number),
            date=Markup(date_),
            **helpers(facts.language),
        )
    except FAULTS as wrong:
        reraised(shelf, name, wrong)
    return _LOOSE.sub(r"\1\n", _BLANKS.sub("\n\n", text)).strip() + "\n"


def compose(kind: PaperKind, facts: PaperFacts, shelf: Shelf | None = None) -> str:
    """The letter as Markdown, number and date still placeholders; of the shipped texts by default.

    A template that is missing, malformed or asks for a fact that does not exist is a Refusal with
    code "template" that names the file and the line.
    """
    texts = shelf or shipped()
    if template_name(kind, facts.language) not in texts.names:
        raise Refusal(
            _("There is no letter template {name}.").format(
                name=template_name(kind, facts.language)
            ),
            _("Choose another kind of letter or another language."),
            code="template",
        )
    try:
        return fill(kind, facts, texts)
    except BrokenTemplate as broken:
        raise Refusal(
            _("A letter template cannot be used. {why}").format(why=broken.fault.said),
            _("Have the template mended or taken back, then try again."),
            code="template",
        ) from broken


def with_number(markdown: str, number: str, date: date) -> str:
    """The Markdown with its placeholders filled at issue, each in the language it is written in."""
    for language, (number_mark, date_mark) in PLACEHOLDERS.items():
        markdown = markdown.replace(number_mark, escape_markdown(number))
        markdown = markdown.replace(date_mark, escape_markdown(words.day(date, language)))
    return markdown


def is_numbered(markdown: str) -> bool:
    """Whether no placeholder is left."""
    return not any(mark in markdown for marks in PLACEHOLDERS.values() for mark in marks)
