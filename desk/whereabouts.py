"""Where an address lies: road, number, building and room, however they are spelt."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 300
"""Characters of an address that are looked at: what is longer holds more than an address."""
STEPS = 2
"""How far the next numbers reach: over the way and beside."""

_SPELT = str.maketrans({"號": "号", "棟": "栋", "單": "单", "樓": "楼", "層": "层", "戶": "户"})
_DIGITS = {one: n for n, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_BEFORE_UNIT = r"(?=(?:号|栋|幢|座|楼|单元|门|室|户|层|弄|组|队))"
_NUMERAL = re.compile(f"[零〇一二三四五六七八九十百两]{{1,5}}{_BEFORE_UNIT}")
# Estates (小区) and parks end in the word for a district as well.
_AREAS = re.compile(
    r"^(?:[^\d]{2,7}?(?:省|自治区))?(?:[^\d]{1,7}?(?:自治州|市|盟))?(?:[^\d]{1,7}?市)?"
    r"(?:[^\d]{1,7}?(?<![小社园校厂景片发业活住])(?:区|县|旗))?(?:[^\d]{1,7}?(?:街道|镇|乡)(?!\d))?"
)
_NO_ROAD = re.compile(r"^[\d号栋幢座#-]")
# A villager group counts as part of the village.
_GROUP = re.compile(r"\D*\d+[组队]")
_FIRST = re.compile(r"\d|(?<![a-z])[a-z](?=[栋幢座])")
_PART = re.compile(
    r"(\d{1,6}(?:-\d{1,4}(?=号(?!楼)))?[a-z]?)(号楼|栋|幢|座|楼|号|#|弄|单元|门|室|户|层)?"
    r"|([a-z])(栋|幢|座)"
)
_BUILDING = ("号楼", "栋", "幢", "座")
_ESTATE = re.compile(r"(?:小区|社区|园区|苑|花园|庭|公寓|新村|家园|城|府|院|湾|郡|居|庄|园)$")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The parts of an address; "" for what it does not say."""

    road: str = ""
    """Road, lane, estate or village, without city and district."""
    number: str = ""
    building: str = ""
    room: str = ""

    @property
    def place(self) -> str:
        """One spelling of house and building; "" where the address does not lead to a house."""
        if not self.road or not (self.number or self.building):
            return ""
        return f"{self.road}|{self.number}|{self.building}|"

    def beside(self) -> tuple[str, ...]:
        """The next houses: of a road the next numbers, of an estate the next buildings.

        Each as the beginning of their places.
        """
        if not self.place:
            return ()
        inside = not self.number or self.number.endswith("弄")
        plain = re.match(r"\d+", self.building if inside else self.number)
        if plain is None:
            return ()
        n = int(plain.group())
        near = [n + step for step in range(-STEPS, STEPS + 1) if step and n + step > 0]
        before = f"{self.road}|{self.number}|" if inside else f"{self.road}|"
        return tuple(f"{before}{one}|" for one in near)


def _number(match: re.Match[str]) -> str:
    """A numeral in Chinese as digits: 十二 and 一二 are 12, 三百零五 is 305."""
    text = match.group()
    if not re.search("[十百]", text):
        return "".join(str(_DIGITS[one]) for one in text)
    total, digit = 0, 0
    for one in text:
        if one in "十百":
            total += (digit or 1) * (10 if one == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[one]
    return str(total + digit)


@lru_cache(maxsize=4096)
def whereabouts(address: str) -> Whereabouts:
    """Where an address lies; parts that no rule knows are left out. Never fails."""
    text = unicodedata.normalize("NFKC", address[:LONGEST]).casefold().translate(_SPELT)
    text = re.sub(r"[\s,，。.;；:()（）、]+", "", text)
    text = _NUMERAL.sub(_number, text)
    rest = _AREAS.sub("", text, count=1)
    if not rest or _NO_ROAD.match(rest):
        rest = text
    group = _GROUP.match(rest)
    begins = group.end() if group else 0
    first = _FIRST.search(rest, begins)
    if first is None:
        return Whereabouts(road=rest)
    return _read(rest[: first.start()].removesuffix("第"), rest[first.start() :])


def place_of(address: str) -> str:
    """One spelling of the house and building of an address."""
    return whereabouts(address).place if address else ""


def _read(road: str, tail: str) -> Whereabouts:
    number, building = "", ""
    room: list[str] = []
    bare: list[str] = []
    for match in _PART.finditer(tail):
        digits, unit = match.group(1) or match.group(3) or "", match.group(2) or match.group(4)
        digits = digits.lstrip("0") or digits
        if not digits:
            continue
        if unit in _BUILDING or (unit == "楼" and not building and not room):
            if building:
                room.append(digits)
            building = building or digits
        elif unit == "弄":
            number = number or f"{digits}弄"
        elif unit in ("号", "#"):
            if not number and not (unit == "#" and _ESTATE.search(road)):
                number = digits
            elif not building:
                building = digits
            else:
                room.append(digits)
        elif unit is None and not room:
            bare.append(digits)
        else:
            room.append(digits)
    # What stands without a unit runs from the house to the room: 3-2-502.
    if bare and not number and not building:
        if _ESTATE.search(road):
            building, *bare = bare
        else:
            number, *bare = bare
    if len(bare) > 1 and not building:
        building, *bare = bare
    return Whereabouts(road=road, number=number, building=building, room="-".join([*bare, *room]))
