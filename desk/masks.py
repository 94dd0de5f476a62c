"""Personal data as it may be shown: enough to tell two apart, too little to use."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

STAR = "*"

_SURNAMES = """
欧阳 司马 上官 诸葛 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 百里
呼延 拓跋 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 亓官 司寇 颛孙 巫马
公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 段干 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 完颜
纳兰 赫连 万俟 闻人 哥舒 叶赫 那拉 歐陽 司馬 諸葛 東方 獨孤 南宮 尉遲 公孫 長孫 軒轅 澹臺 鍾離
鮮于
"""
COMPOUND_SURNAMES = frozenset(_SURNAMES.split())


# -- one value at a time ------------------------------------------------------------------


def mask_phone(number: str) -> str:
    """138****1234; of a landline the area code and the last three; of other numbers less."""
    digits = _digits(number)
    if len(digits) > 11 and digits.startswith(("86", "0086")):
        digits = digits.removeprefix("00").removeprefix("86")
    if re.fullmatch(r"1\d{10}", digits):
        return f"{digits[:3]}{STAR * 4}{digits[-4:]}"
    if match := re.fullmatch(r"(0(?:10|2\d|[3-9]\d\d))(\d{4,5})(\d{3})", digits):
        return f"{match[1]}-{STAR * len(match[2])}{match[3]}"
    return _ending(digits, 3)


def mask_account(number: str) -> str:
    """The last four of an account number, never more than half of it: ******1234."""
    return _ending(_compact(number), 4)


def mask_card(number: str) -> str:
    """The last four of a bank card or account, never more than half of it."""
    return _ending(_compact(number), 4)


def mask_identity(number: str) -> str:
    """First three and last four of an identity number; of shorter documents the last two."""
    compact = _compact(number)
    if len(compact) >= 15:
        return f"{compact[:3]}{STAR * (len(compact) - 7)}{compact[-4:]}"
    return _ending(compact, 2)


def mask_name(name: str, *, organisation: bool = False) -> str:
    """The surname with stars: 王**, 欧阳*. Names in other scripts keep the first letter of a word.

    An organisation's name is no personal data and stays whole; who is one is for the caller to
    say, because 兴隆 may be a shop or a person.
    """
    if organisation:
        return name
    letters = _letters(name.strip())
    if not letters:
        return ""
    if not all(_is_han(letter) for letter in letters):
        words = [_letters(word) for word in re.split(r"[\s·•・.]+", name.strip()) if word]
        return " ".join(f"{word[0]}{STAR * 2}" for word in words)
    keep = 2 if len(letters) > 2 and "".join(letters[:2]) in COMPOUND_SURNAMES else 1
    return "".join(letters[:keep]) + STAR * max(len(letters) - keep, 1)


def mask_address(address: str) -> str:
    """The address down to road and estate, with every number of house, block and room hidden."""
    hidden = re.sub(_HOUSE, STAR, address)
    return re.sub(r"\*+", STAR, "".join(STAR if _is_number(c) else c for c in hidden))


def mask_email(address: str) -> str:
    """First letter and domain: a***@example.com."""
    local, at, domain = address.strip().rpartition("@")
    if not at:
        local, domain = domain, ""
    return f"{''.join(_letters(local)[:1])}{STAR * 3}{at}{domain}"


_NUMERALS = "〇零一二三四五六七八九十百两甲乙丙丁戊己庚辛"
_HOUSE = re.compile(
    rf"[A-Za-z\d{_NUMERALS}]+(?=\s*[-—－#]|\s*(?:号|號|栋|棟|幢|单元|單元|层|楼|室|座|弄|组))"
    rf"|(?<=[-—－#])[A-Za-z\d{_NUMERALS}]+"
    r"|[A-Za-z]?\d+[A-Za-z]?"
)


def _compact(number: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", number) if c.isalnum())


def _digits(number: str) -> str:
    return "".join(str(unicodedata.decimal(c)) for c in _compact(number) if c.isdecimal())


def _ending(compact: str, most: int) -> str:
    """The last `most` characters, but never more than half of them."""
    keep = min(most, len(compact) // 2)
    return STAR * (len(compact) - keep) + (compact[-keep:] if keep else "")


def _is_number(char: str) -> bool:
    return unicodedata.category(char).startswith("N")


def _is_han(letter: str) -> bool:
    return unicodedata.name(letter[0], "").startswith("CJK ") or letter[0] == "〇"


def _letters(text: str) -> list[str]:
    """Letters with the marks that belong to them, so that no mark is left without its letter."""
    letters: list[str] = []
    for char in text:
        if letters and unicodedata.category(char) in ("Mn", "Me", "Mc"):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


# -- within free text ---------------------------------------------------------------------


class PersonalData(StrEnum):
    """What kind of personal data stands in a text."""

    IDENTITY = "identity"
    CARD = "card"
    PHONE = "phone"
    ACCOUNT = "account"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Personal data in a text, from `start` to `end`, and the way it may be written."""

    kind: PersonalData
    start: int
    end: int
    text: str
    masked: str


_MASKS = {
    PersonalData.IDENTITY: mask_identity,
    PersonalData.CARD: mask_card,
    PersonalData.PHONE: mask_phone,
    PersonalData.ACCOUNT: mask_account,
    PersonalData.EMAIL: mask_email,
}
_ALONE = r"(?<![A-Za-z\d*])(?:{})(?![A-Za-z\d*])"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])"
_PATTERNS = [
    (kind, re.compile(pattern if plain else _ALONE.format(pattern), re.ASCII))
    for kind, plain, pattern in (
        (
            PersonalData.EMAIL,
            True,
            r"(?<![\w.+*-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        ),
        (
            PersonalData.IDENTITY,
            False,
            rf"[1-9]\d{{5}}[ -]?(?:18|19|20)\d\d[ -]?{_MONTH_DAY}[ -]?\d{{3}}[\dXx]"
            rf"|[1-9]\d{{5}}\d\d{_MONTH_DAY}\d{{3}}",
        ),
        (PersonalData.CARD, False, r"\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?|\d{16,19}"),
        (
            PersonalData.PHONE,
            False,
            r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
            r"|(?:(?:\+|00)?86[ -]?)?1[3-9]\d{2}[ -]?\d{3}[ -]?\d{4}"
            r"|0(?:10|2\d|[3-9]\d\d)[ -]?[2-8]\d{2,3}[ -]?\d{4}"
            r"|[(（]0(?:10|2\d|[3-9]\d\d)[)）] ?[2-8]\d{2,3}[ -]?\d{4}",
        ),
        (
            PersonalData.ACCOUNT,
            True,
            r"(?<=户号)[ :：为是]{0,3}\d{8,16}(?![\d*])"
            r"|(?<=客户编号|用户编号)[ :：为是]{0,3}\d{8,16}(?![\d*])"
            r"|(?<=[Aa]ccount)(?: (?:number|no\.?))?[ :]{0,3}\d{8,16}(?![\d*])",
        ),
    )
]
_LEAD = re.compile(r"[^\d]*", re.ASCII)
_ANY = re.compile(r"[\dA-Za-z@]", re.ASCII)
"""Without one of these no text matches any of the patterns."""
_OUR_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.ASCII)
"""An id of a row: by chance some of its digits look like a number of somebody's."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF5B), 0xFF0B, 0xFF0D)}


def find_in_text(text: str, *, known: Iterable[str] = (), allow: Iterable[str] = ()) -> list[Found]:
    """Identity, card, phone and account numbers and e-mail addresses that stand unmasked in `text`.

    `known` are numbers of the case that count wherever they stand, such as a bare account number;
    `allow` are public ones, such as the hall's own phone. In order, not overlapping.
    """
    plain = _OUR_ID.sub(lambda found: "-" * len(found[0]), text.translate(_FULL_WIDTH))
    squeezed = plain.replace(" ", "").replace("-", "").lower()
    public = {_compact(value) for value in allow}
    found: list[Found] = []

    def add(kind: PersonalData, start: int, end: int) -> None:
        taken = any(start < other.end and other.start < end for other in found)
        if not taken and _compact(text[start:end]) not in public:
            found.append(
                Found(
                    kind=kind,
                    start=start,
                    end=end,
                    text=text[start:end],
                    masked=_MASKS[kind](text[start:end]),
                )
            )

    for kind, pattern in _PATTERNS if _ANY.search(plain) else ():
        for match in pattern.finditer(plain):
            start = match.start()
            if kind is PersonalData.ACCOUNT:
                lead = _LEAD.match(plain, start)
                start = lead.end() if lead else start
            add(kind, start, match.end())
    for value in known:
        digits = _compact(value)
        # Most texts hold none of them: a pattern of its own for each would cost more than all else.
        if len(digits) >= 6 and digits.isalnum() and digits.lower() in squeezed:
            spread = "[ -]?".join(map(re.escape, digits))
            for match in re.finditer(_ALONE.format(spread), plain, re.IGNORECASE):
                add(PersonalData.ACCOUNT, match.start(), match.end())
    return sorted(found, key=lambda f: f.start)


def mask_in_text(text: str, *, known: Iterable[str] = (), allow: Iterable[str] = ()) -> str:
    """`text` with every number and address that `find_in_text` finds written in its masked form."""
    for found in reversed(find_in_text(text, known=known, allow=allow)):
        text = text[: found.start] + found.masked + text[found.end :]
    return text
