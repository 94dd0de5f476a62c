"""Spellings that differ a little from the file: the customer's name, account, phone, address.

Only what is almost right is a slip: one character, one digit, two places changed round. Another
name or number altogether is somebody else's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from desk.addressing import is_chinese, surname
from desk.i18n import _
from desk.letter.finding import Finding, place

_LABEL = r"(?:户名|户主|客户|用户|机主|业主|姓名|申请人|联系人|尊敬的)[为是：:“\"]{0,2}"
_AFTER = r"(?=先生|女士|小姐|同志|老师|本人|您|的?(?:户号|账户|用电|电表))"
_FORMS = ("先生", "女士", "小姐", "同志", "老师")
_HAN = r"[\u3400-\u9fff]"
_DIGITS = re.compile(r"(?<![\dA-Za-z*])\d(?:[ -]?\d){7,}(?![\dA-Za-z*])")
_MASKED = re.compile(r"(?<![\dA-Za-z*])\d*\*{2,}(\d{4})(?![\d*])")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Dear)\.? ([A-Z][a-z]+(?: [A-Z][a-z]+)*)")
_NUMBER = re.compile(r"\d+")
_AREA = re.compile(r"省|市|区|县|镇|乡|街道")
_SHORTEST_ACCOUNT = 8


class KnownKind(StrEnum):
    """What a value on file is."""

    NAME = "name"
    ACCOUNT = "account"
    PHONE = "phone"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Known:
    """A value on file, in full."""

    kind: KnownKind
    value: str


@dataclass(frozen=True, slots=True)
class Differs:
    """`said` stands in a text where the file has `value`."""

    kind: KnownKind
    said: str
    value: str


def near(one: str, other: str, most: int) -> bool:
    """Whether one becomes the other by 1 to `most` slips: a sign more, less, other, or swapped."""
    if one == other or abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1] <= most


def differences(
    text: str, known: Sequence[Known], *, right: Iterable[str] = ()
) -> Iterator[Differs]:
    """What of `text` is almost, and not quite, on file; `right` are other names and numbers."""
    own = set(right) | {one.value for one in known}
    for one in known:
        if not one.value:
            continue
        match one.kind:
            case KnownKind.NAME:
                said = _names(text, one.value, own)
            case KnownKind.ACCOUNT:
                said = _numbers(text, one.value, known, own)
            case KnownKind.PHONE:
                continue
            case KnownKind.ADDRESS:
                said = _addresses(text, one.value, own)
        yield from (Differs(one.kind, each, one.value) for each in dict.fromkeys(said))


# -- names --------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    spelt = [re.escape(char) for char in name]
    one_off = ["".join([*spelt[:n], _HAN, *spelt[n + 1 :]]) for n in range(len(spelt))]
    any_slip = "|".join(one_off)
    found = [
        re.compile(rf"{_LABEL}({any_slip})(?!{_HAN}*[公店厂校])"),
        re.compile(rf"({any_slip}){_AFTER}"),
    ]
    if len(spelt) == 3:
        # Surname and last character frame the slip: hardly ever a chance of ordinary words.
        found.append(re.compile(f"({one_off[1]}|{spelt[0]}{spelt[2]}{spelt[1]})"))
    return tuple(found)


def _names(text: str, name: str, own: set[str]) -> Iterator[str]:
    if not is_chinese(name):
        yield from _latin_names(text, name)
        return
    if not 2 <= len(name) <= 4:
        return
    for pattern in _patterns(name):
        for match in pattern.finditer(text):
            said, start = match[1], match.start(1)
            # 张先生 begins like a name of two characters.
            titled = any(text.startswith(_FORMS, start + n) for n in range(1, len(said)))
            chance = said in own or titled
            if not chance and (len(name) > 2 or said[1:] != name[1:] or _is_surname(said[0])):
                yield said


def _is_surname(char: str) -> bool:
    """Whether it may begin a name: words such as 的 or 与 before the second character do not."""
    return char not in "的了与和及向给对由请让被把为是在到从按"


def _latin_names(text: str, name: str) -> Iterator[str]:
    words = [word for word in re.findall(r"[A-Za-z]+", name) if len(word) >= 3]
    whole = {word.lower() for word in words}
    for match in _TITLED.finditer(text):
        for said in match[1].split():
            if said.lower() not in whole and any(near(said.lower(), w, 1) for w in whole):
                yield said


# -- numbers ------------------------------------------------------------------------------


def _numbers(text: str, account: str, known: Sequence[Known], own: set[str]) -> Iterator[str]:
    digits = re.sub(r"\D", "", account)
    if len(digits) < _SHORTEST_ACCOUNT:
        return
    numbers = {re.sub(r"\D", "", value) for value in own}
    for match in _DIGITS.finditer(text):
        said = re.sub(r"\D", "", match[0])
        if said not in numbers and near(said, digits, 2):
            yield match[0]
    ends = {number[-4:] for number in numbers if len(number) >= 4}
    for match in _MASKED.finditer(text):
        if match[1] not in ends and near(match[1], digits[-4:], 1):
            yield match[0]


# -- addresses ----------------------------------------------------------------------------


def _addresses(text: str, address: str, own: set[str]) -> Iterator[str]:
    first = _NUMBER.search(address)
    street = _AREA.split(address[: first.start()])[-1].strip() if first else ""
    if first is None or len(street) < 2:
        return
    numbers = _NUMBER.findall(address[first.start() :])
    yield from _other_numbers(text, street, numbers, own)
    if len(street) >= 3:
        slips = (
            re.escape(street[:n]) + _HAN + re.escape(street[n + 1 :]) for n in range(len(street))
        )
        pattern = re.compile(rf"({'|'.join(slips)})(?=\s*{numbers[0]}(?!\d))")
        for match in pattern.finditer(text):
            if match[1] != street and not any(match[1] in one for one in own):
                yield match[1]


def _other_numbers(text: str, street: str, numbers: list[str], own: set[str]) -> Iterator[str]:
    """The street with a number in which a digit is wrong; part of the numbers may be left out."""
    tail = r"((?:\s*\d+\s*(?:号|栋|幢|座|单元|室|层|弄|组|[#-])?)+)"
    for match in re.finditer(re.escape(street) + tail, text):
        said = _NUMBER.findall(match[1])
        if len(said) > len(numbers) or any(match[0].strip() in one for one in own):
            continue
        wrong = [number for number in said if number not in numbers]
        if len(wrong) == 1 and any(near(wrong[0], number, 1) for number in numbers):
            yield match[0].strip()


# -- findings -----------------------------------------------------------------------------


def findings(
    voices: Sequence[tuple[str, str]],
    salutation: str,
    known: Sequence[Known],
    right: Iterable[str],
) -> Iterator[Finding]:
    """Slips in our own voice, by field; `voices` are texts with their paths, once each."""
    right = tuple(right)
    whats = {
        KnownKind.NAME: (_("the customer's name"), "name_differs"),
        KnownKind.ACCOUNT: (_("the account number"), "account_differs"),
        KnownKind.ADDRESS: (_("the address"), "address_differs"),
    }
    seen = set()
    for path, text in voices:
        for slip in differences(text, known, right=right):
            if (slip.kind, slip.said) in seen:
                continue
            seen.add((slip.kind, slip.said))
            what, code = whats[slip.kind]
            yield Finding(
                code=code,
                where=place(path),
                field=path,
                why=_("“{said}” is almost {what} on file, and not the same.").format(
                    said=slip.said, what=what
                ),
                cure=_("Compare it with the file; if the file is wrong, have that corrected."),
                blocks=slip.kind is KnownKind.ACCOUNT,
            )
    yield from _salutation(salutation, known)


def _salutation(salutation: str, known: Sequence[Known]) -> Iterator[Finding]:
    """The form of address with another surname than the customer's."""
    name = next((one.value for one in known if one.kind is KnownKind.NAME), "")
    form = next((form for form in _FORMS if salutation.endswith(form)), "")
    called = salutation.removesuffix(form)
    if not form or not is_chinese(name) or len(name) > 4 or not is_chinese(called):
        return
    if called not in (surname(name), name, name[0]) and len(called) <= len(name):
        path = "reader.salutation"
        yield Finding(
            code="name_differs",
            where=place(path),
            field=path,
            why=_("“{said}” does not fit the customer's name on file.").format(said=salutation),
            cure=_("Compare it with the file; if the file is wrong, have that corrected."),
            blocks=False,
        )
