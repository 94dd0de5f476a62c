"""A joint case: many people, one matter, one investigation."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.i18n import _
from desk.text import clean

MOST_SIGNATORIES = 1000
MOST_REPRESENTATIVES = 5
"""How many of the signatories speak for all, at most."""
LONGEST_NAME = 200
LONGEST_LINE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """One of those who signed; representatives get the letter, all others a copy."""

    id: str
    case_id: str
    position: int
    name: str
    salutation: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""
    representative: bool = False
    joined_at: datetime
    joined_late: bool = False
    """True for those who joined after registration."""
    withdrew_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """Whom a letter of a joint case is addressed to, and who gets a copy of it."""

    customer: bool
    """True where it goes to the customer who came, first of all."""
    speak: tuple[Signatory, ...]
    others: tuple[Signatory, ...]


def addressed(signed: Sequence[Signatory], name: str, phone: str) -> Addressed:
    """Who gets the letter: those who speak for all, else the first of those who signed.

    A case that one customer brought stays theirs, by `name` and `phone`, when others join later:
    the letter goes to them, with those who were chosen to speak; all others get a copy.
    """
    own = [one for one in signed if _same_person(one, name, phone)]
    alone = bool(name) and bool(signed) and all(one.joined_late for one in signed)
    customer = alone and not (own and all(one.withdrew_at is not None for one in own))
    here = [one for one in signed if one.withdrew_at is None and not (customer and one in own)]
    speak = [one for one in here if one.representative]
    if not speak and not customer:
        speak = here[:1]
    return Addressed(
        customer=customer,
        speak=tuple(speak),
        others=tuple(one for one in here if one not in speak),
    )


def _same_person(one: Signatory, name: str, phone: str) -> bool:
    return one.name == name and (not one.phone or not phone or one.phone == phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list as somebody typed or pasted it, and what was read from it."""

    number: int
    """Its number in the text, from 1."""
    text: str
    name: str = ""
    salutation: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""
    representative: bool = False

    @property
    def who(self) -> tuple[str, str]:
        """What no two signatories share: the name with the phone, else with the address."""
        return self.name, self.phone or self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedOut:
    """A list that was read: who can be taken, and what must stay, each with its reason."""

    taken: tuple[Line, ...] = ()
    left: tuple[tuple[Line, str], ...] = ()

    @property
    def text(self) -> str:
        """What stays, as it was written, one a line."""
        return "\n".join(line.text for line, _reason in self.left)


_SEPARATORS = re.compile(r"[\t,，;；、|]+| {2,}")
_NUMBERING = re.compile(r"^\s*(?:\d{1,4}[.．、)）]|[（(]\d{1,4}[)）])\s*")
_SERIAL = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\+?[\d -]{5,20}")
_NUMBER = re.compile(r"\+?[\d-]{7,20}")
_PIECE = re.compile(r"\+?[\d-]{2,6}")
"""A part of a number that somebody wrote with spaces."""
_PHONE_DIGITS = 11
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}")
_ACCOUNT_DIGITS = 10
"""A number of so many digits that begins like no phone is an account number (户号)."""
_SALUTATIONS = ("先生", "女士")
_SPEAKS = re.compile(r"[（(]?(?:联名)?代表[)）]?|[（(]?representative[)）]?", re.IGNORECASE)
"""What stands in a line for somebody who speaks for all."""
_HEADS = frozenset(
    {
        *("序号", "编号", "姓名", "名称", "联名人", "称呼", "性别", "电话", "手机", "手机号"),
        *("手机号码", "联系电话", "联系方式", "户号", "用电户号", "地址", "用电地址", "住址"),
        *("代表", "是否代表", "备注", "no", "name", "phone", "address", "account", "salutation"),
    }
)
"""What heads the columns of a list; a first line of nothing else names nobody."""


def read_lines(text: str) -> list[Line]:
    """People from a pasted list or a CSV file: one a line, name first, then phone, account,
    address, 先生/女士 and 代表 in any order, parted by tabs, commas, semicolons or spaces.

    A numbering in front is taken off, a line of column heads left out. Empty lines are left out;
    numbers count them all the same.
    """
    lines: list[Line] = []
    for number, raw in enumerate(clean(text).split("\n"), 1):
        parts = _parts(raw)
        if not raw.strip() or (not lines and parts and {p.lower() for p in parts} <= _HEADS):
            continue
        lines.append(_line(number, raw.strip(), parts))
    return lines


def _parts(raw: str) -> list[str]:
    text = _NUMBERING.sub("", raw)
    if '"' in text and len(text) < LONGEST_LINE:
        # Cells in quotation marks may hold the separators themselves.
        mark = "\t" if "\t" in text else ","
        found = next(csv.reader([text.strip()], delimiter=mark, skipinitialspace=True), [])
    else:
        found = [word for part in _SEPARATORS.split(text) for word in _spaced(part.strip())]
    parts = [part.strip() for part in found if part.strip()]
    return parts[1:] if len(parts) > 1 and _SERIAL.fullmatch(parts[0]) else parts


def _spaced(part: str) -> list[str]:
    """What single spaces part: a name before a long number or, after a Chinese name, the rest.

    Spaces inside a number, an address or a foreign name part nothing.
    """
    words: list[str] = []
    pieces = False
    for word in part.split():
        piece = _PIECE.fullmatch(word) is not None
        if piece and pieces and len(words[-1]) < _PHONE_DIGITS:
            words[-1] += word
        else:
            words.append(word)
        pieces = piece
    numbers = [n for n, word in enumerate(words) if _NUMBER.fullmatch(word)]
    if not numbers:
        rest = words[1:]
        named = bool(rest) and _CHINESE_NAME.fullmatch(words[0])
        told = any(w in _SALUTATIONS or _SPEAKS.fullmatch(w) or re.search(r"\d", w) for w in rest)
        return [words[0], *rest] if named and told else [part]
    first, last = numbers[0], numbers[-1]
    name = words[:first]
    if not (name and _CHINESE_NAME.fullmatch(name[0])):
        name = [" ".join(name)]
    return [*name, *words[first : last + 1], " ".join(words[last + 1 :])]


def _line(number: int, text: str, parts: Sequence[str]) -> Line:
    found = {"name": "", "salutation": "", "phone": "", "account_no": "", "address": ""}
    speaks = False
    for part in parts:
        plain = unicodedata.normalize("NFKC", part)
        if _DIGITS.fullmatch(plain):
            digits = re.sub(r"[^\d+]", "", plain)
            is_phone = len(digits) != _ACCOUNT_DIGITS or digits.startswith(("1", "+"))
            kind = "phone" if is_phone and not found["phone"] else "account_no"
            if not found[kind]:
                found[kind] = digits
                continue
            found["address"] = f"{found['address']} {part}".strip()
        elif part in _SALUTATIONS and not found["salutation"]:
            found["salutation"] = part
        elif _SPEAKS.fullmatch(part) and found["name"]:
            speaks = True
        elif part is parts[0]:
            found["name"] = part
        else:
            found["address"] = f"{found['address']} {part}".strip()
    return Line(number=number, text=text, representative=speaks, **found)


def sorted_out(
    lines: Iterable[Line], standing: Mapping[tuple[str, str], int], *, last: int, speak: int = 0
) -> SortedOut:
    """Which lines can join a list. `standing` are those on it by name and phone or address, with
    their numbers; `last` is the last number given, `speak` counts those who speak for all.
    """
    known = dict(standing)
    taken: list[Line] = []
    left: list[tuple[Line, str]] = []
    for line in lines:
        speaks = speak + sum(one.representative for one in taken) + line.representative
        reason = ""
        if not line.name:
            reason = _("There is no name on it.")
        elif len(line.name) > LONGEST_NAME:
            reason = _("The name is longer than {most} characters.").format(most=LONGEST_NAME)
        elif line.who in known:
            reason = _("{name} stands on the list already, as number {position}.").format(
                name=line.name, position=known[line.who]
            )
        elif last + len(taken) >= MOST_SIGNATORIES:
            reason = _("A case holds at most {most} signatories.").format(most=MOST_SIGNATORIES)
        elif speaks > MOST_REPRESENTATIVES:
            reason = _("At most {most} people speak for all.").format(most=MOST_REPRESENTATIVES)
        if reason:
            left.append((line, reason))
            continue
        taken.append(line)
        known[line.who] = last + len(taken)
    return SortedOut(taken=tuple(taken), left=tuple(left))
