"""Somebody else's answer as a proposal: whatever was particular to them becomes an open ⟦slot⟧.

Better one slot too many than one word of another customer's: every figure, day, sum, number,
name and address goes, known or guessed.
"""

import re
from collections.abc import Iterable

from desk.addressing import is_chinese
from desk.masks import COMPOUND_SURNAMES, PersonalData, find_in_text

SLOT = re.compile(r"⟦[^⟧\n]*⟧?")

_SLOTS = {
    "zh_CN": {
        "name": "⟦姓名⟧",
        "number": "⟦号码⟧",
        "address": "⟦地址⟧",
        "day": "⟦哪一天⟧",
        "amount": "⟦金额⟧",
        "figure": "⟦数字⟧",
        "here": "⟦本户情况⟧",
    },
    "en": {
        "name": "⟦name⟧",
        "number": "⟦phone or account⟧",
        "address": "⟦address⟧",
        "day": "⟦which day⟧",
        "amount": "⟦amount⟧",
        "figure": "⟦figure⟧",
        "here": "⟦what holds here⟧",
    },
}
"""Never the places for number and date of a letter."""

_HAN = r"[\u3400-\u9fff]"
_NUMERAL = "〇零一二三四五六七八九十百千万两半"
_FORMS = "先生|女士|小姐|同志|老师|师傅"
_SURNAME = "|".join([*sorted(COMPOUND_SURNAMES), _HAN])
_NO_NAME = "经与和及向对请由让给被把的在到是致"
"""Characters that stand before a name more often than they begin one."""
_TITLED = re.compile(rf"(?![{_NO_NAME}])(?:{_SURNAME}){_HAN}{{0,2}}?(?={_FORMS})")
_TITLED_EN = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
_NEIGHBOUR = re.compile(
    rf"(?<=邻居|业主|住户|租户|房东|租客|户主|户名|机主|客户|用户)[为是：:]?{_HAN}{{2,3}}(?=家|处|的户号|[，,。；;（(])"
)
_ROADS = "路|街|巷|弄|村|里|苑|园|小区|大厦|公寓|社区|Road|Street|Lane|Avenue"
_STREET = re.compile(rf"(?:{_HAN}{{2,6}}?|(?:[A-Z]\w+ )+)(?:{_ROADS})(?=\s*[\d{_NUMERAL}])")
_UNITS = "号楼|号院|号|栋|幢|座|单元|室|层|弄|组"
_HOUSE = re.compile(rf"(?:[A-Za-z]?\d+|[{_NUMERAL}]+)\s*[-—#]?\s*(?:{_UNITS})(?!线|变|杆|表|码)")
_HOUSE_EN = re.compile(r"\b\d+[A-Za-z]? (?=⟦address⟧)")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|(?:[\d〇零一二三四五六七八九]{{2,4}}年)?[\d{_NUMERAL}]{{1,3}}月(?:份|[\d{_NUMERAL}]{{1,3}}[日号])?"
    rf"|[\d〇零一二三四五六七八九]{{4}}年|[\d{_NUMERAL}]{{1,3}}日(?!内)"
    rf"|\d{{1,2}}[:：]\d{{2}}|[\d{_NUMERAL}]{{1,3}}[时点](?:[\d{_NUMERAL}]{{1,3}}分?|钟)?(?!间|段|候|价)"
    rf"|(?:\b\d{{1,2}} )?\b(?:{_MONTH})\b(?: \d{{1,2}}(?!\d))?(?:,? \d{{4}})?"
)
_SUM = re.compile(
    rf"¥\s?\d[\d,.]*|(?:\d[\d,]*(?:\.\d+)?|[{_NUMERAL}]+)\s?(?=万?元|块钱|块|角|yuan|RMB)"
)
_COUNTED = re.compile(
    rf"(?<![第{_NUMERAL}])(?!一(?![{_NUMERAL}]))[{_NUMERAL}]+"
    r"(?=[度个次户人天分瓦趟遍块只台张份名位项成倍副家处笔层米件条根盏辆岁年周路相伏安批]|千瓦|千伏|小时|公里|厘米)"
)
_FIGURE = re.compile(r"[A-Za-z]*\d(?:[\w.,:/-]*\w)?%?", re.ASCII)
_ANY_DIGIT = re.compile(r"[\d①-⓿㈠-㋿²³¹]+")
_AREA = re.compile(r"省|市|区|县|镇|乡|街道")
_SHORTEST = 8
"""Letters a proposal must have besides its slots to be of any help."""


def opened(
    text: str, language: str, *, names: Iterable[str] = (), addresses: Iterable[str] = ()
) -> str:
    """`text` with everything particular as slots; at least one, so that it is a proposal.

    `names` are people and numbers of that case, `addresses` its addresses; what only looks like
    a name, an address or a figure goes as well.
    """
    slot = _SLOTS[language]
    text = text.replace("⟦", "").replace("⟧", "")
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = _without_name(text, name, slot["name"])
    for found in reversed(find_in_text(text)):
        # A day in figures may look like part of a number: both go.
        kind = "number" if found.kind is not PersonalData.EMAIL else "name"
        text = text[: found.start] + slot[kind] + text[found.end :]
    for place in _places(addresses):
        text = text.replace(place, slot["address"])
    rules = (
        (_NEIGHBOUR, "name"),
        (_TITLED, "name"),
        (_TITLED_EN, "name"),
        (_STREET, "address"),
        (_HOUSE, "address"),
        (_HOUSE_EN, "address"),
        (_DAYS, "day"),
        (_SUM, "amount"),
        (_COUNTED, "figure"),
        (_FIGURE, "figure"),
        (_ANY_DIGIT, "figure"),
    )
    for pattern, kind in rules:
        text = _outside(pattern, text, slot[kind])
    text = re.sub(r"(⟦[^⟧]*⟧)(?:\s*\1)+", r"\1", text)
    return text if SLOT.search(text) else _marked(text, slot["here"])


def marked(text: str, language: str) -> str:
    """A text of the playbook as a proposal: with a slot for what holds in this case."""
    return text if SLOT.search(text) else _marked(text, _SLOTS[language]["here"])


def useful(proposal: str) -> bool:
    """Whether enough is left besides the slots."""
    return sum(char.isalpha() for char in SLOT.sub("", proposal)) >= _SHORTEST


def _marked(text: str, slot: str) -> str:
    return f"{text.rstrip()}{' ' if text.rstrip()[-1:].isascii() else ''}{slot}"


def _outside(pattern: re.Pattern[str], text: str, slot: str) -> str:
    """Replace what stands outside of slots."""
    parts = re.split(r"(⟦[^⟧]*⟧)", text)
    if pattern is _HOUSE_EN:
        return pattern.sub("", text)
    return "".join(
        part if part.startswith("⟦") else pattern.sub(slot, part) for part in parts if part
    )


def _without_name(text: str, name: str, slot: str) -> str:
    if is_chinese(name) or not name.isascii():
        return text.replace(name, slot) if len(name) > 1 else text
    for word in [name, *re.findall(r"[A-Za-z]{3,}|\d{4,}", name)]:
        text = re.sub(rf"(?<![A-Za-z\d]){re.escape(word)}(?![A-Za-z\d])", slot, text, flags=re.I)
    return text


def _places(addresses: Iterable[str]) -> list[str]:
    """The addresses whole, and their streets and estates."""
    places: set[str] = set()
    for address in filter(None, addresses):
        places.add(address)
        for piece in re.split(r"[\dA-Za-z\s#-]+", _AREA.split(address)[-1]):
            if len(piece) > 1 and not re.fullmatch(_UNITS, piece):
                places.add(piece)
    return sorted(places, key=len, reverse=True)
