"""The book of letter templates: facts in, Markdown out, in a sandbox where no fact is ever code."""

import dataclasses
import re
import sysconfig
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from desk.i18n import _
from desk.letter import words
from desk.letter.escape import Escaped, escape_markdown
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.width import width
from desk.refusals import Fault, Refusal

PLACEHOLDERS: dict[str, tuple[str, str]] = {
    "zh_CN": ("⟦编号⟧", "⟦日期⟧"),
    "en": ("⟦number⟧", "⟦date⟧"),
}
"""Per language: what stands for the number and for the date until the letter is issued."""

FILTERS = ("default", "join", "length")
_LONGEST_SUBJECT = 60
_UNESCAPE = re.compile(r"\\(.)")
_BLANKS = re.compile(r"\n{3,}")
_LOOSE = re.compile(r"^(- .*)\n\n(?=- |:::$)", re.MULTILINE)


def templates_folder() -> Path:
    """Where the templates are: beside the packages in a checkout, else where the wheel put them."""
    here = Path(__file__).resolve().parents[2] / "templates" / "letters"
    if here.is_dir():
        return here
    installed = Path(sysconfig.get_path("purelib")) / "templates" / "letters"
    if installed.is_dir():
        return installed
    raise Fault(
        _("The letter templates are missing."),
        _("Install Desk again; the folder templates/letters belongs to it."),
    )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates may read facts and call the words of this book, and nothing else."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # A slice or a method of a string could cut an escape in two.
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Slices are compiled to plain Python and never reach `getitem`.
        parsed = super()._parse(source, name, filename)
        for cut in parsed.find_all(nodes.Slice):
            raise TemplateSyntaxError("a letter template cuts no text", cut.lineno, name, filename)
        return parsed

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, str):
            raise SecurityError("a string has no parts in a letter template")
        return super().getitem(obj, argument)


def _finalize(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Escaped(escape_markdown(value))


def wrap(value: Any) -> Any:
    """Facts as a template sees them: every string escaped for Markdown, enums as plain words."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: wrap(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return SimpleNamespace(**fields)
    if isinstance(value, tuple):
        return tuple(wrap(item) for item in value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return Escaped.escape(value)
    return value


@cache
def environment(folder: Path) -> ImmutableSandboxedEnvironment:
    """The sandbox over one folder of templates, made once."""
    made = _Sandbox(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.globals = {"namespace": made.globals["namespace"]}
    return made


def _sentence(text: str, stop: str) -> Escaped:
    ended = not text or text[-1] in "。！？；…”」）.!?;:：)"
    # A number at the start of a line and a full stop after it would begin a list.
    return Escaped(str(text) if ended else str(text) + escape_markdown(stop))


def _bare(text: str) -> Escaped:
    # A full stop at the very end is never part of an escape.
    return Escaped(str(text).rstrip("。．；;，,") or text)


def _columns(text: str) -> int:
    return width(_UNESCAPE.sub(r"\1", unescape(text)))


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


def _helpers(language: str) -> dict[str, Callable[..., Any]]:
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
    """The file of a kind in a language, inside `templates_folder`."""
    return f"{kind}.{language}.md.j2"


def compose(kind: PaperKind, facts: PaperFacts, *, folder: Path | None = None) -> str:
    """The letter as Markdown, number and date still placeholders.

    A template that is missing, malformed or asks for a fact that does not exist is a Refusal with
    code "template" that names the file.
    """
    name = template_name(kind, facts.language)
    number, date_ = PLACEHOLDERS[facts.language]
    try:
        template = environment(folder or templates_folder()).get_template(name)
        text = template.render(
            facts=wrap(facts),
            number=Markup(number),
            date=Markup(date_),
            **_helpers(facts.language),
        )
    except TemplateNotFound as missing:
        raise Refusal(
            _("There is no letter template {name}.").format(name=missing.name),
            _("Choose another kind of letter or another language."),
            code="template",
        ) from missing
    except (TemplateError, KeyError, TypeError, AttributeError) as wrong:
        raise Refusal(
            _("The letter template {name} cannot be used: {why}").format(name=name, why=wrong),
            _("Have the administrator mend the template, then try again."),
            code="template",
        ) from wrong
    return _LOOSE.sub(r"\1\n", _BLANKS.sub("\n\n", text)).strip() + "\n"


def with_number(markdown: str, number: str, date: date) -> str:
    """The Markdown with its placeholders filled at issue, each in the language it is written in."""
    for language, (number_mark, date_mark) in PLACEHOLDERS.items():
        markdown = markdown.replace(number_mark, escape_markdown(number))
        markdown = markdown.replace(date_mark, escape_markdown(words.day(date, language)))
    return markdown


def is_numbered(markdown: str) -> bool:
    """Whether no placeholder is left."""
    return not any(mark in markdown for marks in PLACEHOLDERS.values() for mark in marks)
