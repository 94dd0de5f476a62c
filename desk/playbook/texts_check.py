"""Whether another language says all that the Chinese entries say, no more, and says it well."""

import re
from collections.abc import Iterator, Mapping

from desk.i18n import _
from desk.playbook.base import Entry
from desk.playbook.pack import Problem
from desk.playbook.texts import OWN_LISTS, UNSPOKEN_KINDS, Texts, spoken
from desk.text import clean

CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_BRACKETS = re.compile(r"\([^()]*\)")
_FIGURE = re.compile(r"\d+")
_NUMERAL = re.compile(r"[一二两三四五六七八九十百零]+")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}

Tables = Mapping[str, Mapping[str, Entry]]
Files = Mapping[tuple[str, str], str]
"""The file of each entry that must be whole, by kind and id."""


def check(
    tables: Tables, files: Files, texts: Texts, *, language: str, known: Texts | None = None
) -> Iterator[Problem]:
    """What is missing, stale or badly said. `known` are texts of a pack beneath, still good."""
    beneath = known or Texts()
    yield from texts.problems
    missing = _("It has no translation into “{language}”.").format(language=language)
    for place in _missing(tables, files, texts, beneath):
        yield Problem(*place, missing)
    yield from _stale(tables, texts)
    for chinese, said in texts.said.items():
        for reason in _badly(chinese, said):
            yield Problem(texts.files[chinese], chinese, "", reason)


def _missing(
    tables: Tables, files: Files, texts: Texts, beneath: Texts
) -> Iterator[tuple[str, str, str]]:
    said = texts.said.keys() | beneath.said.keys()
    lists = texts.lists.keys() | beneath.lists.keys()
    for (kind, key), file in files.items():
        if kind in UNSPOKEN_KINDS:
            continue
        entry, name = tables[kind][key], f"{kind} {key}"
        for path, text in spoken(entry):
            if text not in said and CHINESE.search(text):
                yield file, name, path
        own = OWN_LISTS.get(kind)
        if own and getattr(entry, own) and (kind, key) not in lists:
            yield file, name, own


def _stale(tables: Tables, texts: Texts) -> Iterator[Problem]:
    gone = _("No entry says this any more; take it out.")
    in_use = {
        text
        for kind, table in tables.items()
        if kind not in UNSPOKEN_KINDS
        for entry in table.values()
        for _path, text in spoken(entry)
    }
    for chinese, file in texts.files.items():
        if chinese not in in_use:
            yield Problem(file, chinese, "", gone)
    for (kind, key), file in texts.list_files.items():
        if key not in tables[kind]:
            yield Problem(file, f"{kind} {key}", OWN_LISTS[kind], gone)


def _badly(chinese: str, said: str) -> Iterator[str]:
    if not said.strip():
        yield _("This text is empty.")
    if clean(said) != said:
        yield _("It holds a control character.")
    if CHINESE.search(outside_brackets(said)):
        yield _("Chinese stands outside of brackets.")
    given = {int(figure) for figure in _FIGURE.findall(chinese)}
    told = {int(figure) for figure in _FIGURE.findall(said)}
    numerals = {_number(numeral) for numeral in _NUMERAL.findall(chinese)}
    if not given <= told <= given | numerals:
        yield _("Its figures are not those of the Chinese text.")


def outside_brackets(text: str) -> str:
    """The text without what stands in round brackets, also in brackets within brackets."""
    while (bare := _BRACKETS.sub("", text)) != text:
        text = bare
    return text


def _number(numeral: str) -> int:
    """The value of a Chinese numeral below a thousand."""
    total, last = 0, 0
    for sign in numeral:
        if sign in ("百", "十"):
            total += (last or 1) * (100 if sign == "百" else 10)
            last = 0
        else:
            last = _DIGITS[sign]
    return total + last
