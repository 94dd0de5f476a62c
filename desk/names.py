"""How a name is read: pinyin and initials, with the readings a surname may also have."""

from functools import cache, lru_cache
from itertools import product

from desk.simplified import SIMPLIFIED, TRADITIONAL

_SIMPLE = str.maketrans(TRADITIONAL, SIMPLIFIED)

SURNAME_READINGS = {
    "单": ("shan", "dan"),
    "曾": ("zeng", "ceng"),
    "解": ("xie", "jie"),
    "仇": ("qiu", "chou"),
    "查": ("zha", "cha"),
    "翟": ("zhai", "di"),
    "区": ("ou", "qu"),
    "盖": ("ge", "gai"),
    "朴": ("piao", "pu"),
    "尉": ("wei", "yu"),
    "乐": ("yue", "le"),
    "任": ("ren",),
    "华": ("hua",),
    "燕": ("yan",),
    "覃": ("qin", "tan"),
    "谌": ("chen", "shen"),
    "缪": ("miao", "mou"),
    "黑": ("he", "hei"),
    "秘": ("bi", "mi"),
    "冼": ("xian",),
    "洗": ("xian", "xi"),
    "折": ("she", "zhe"),
    "种": ("chong", "zhong"),
    "召": ("shao", "zhao"),
    "繁": ("po", "fan"),
    "尹": ("yin",),
    "员": ("yun", "yuan"),
    "宓": ("mi", "fu"),
    "吕": ("lv", "lu"),
}
"""Surnames whose reading the general dictionary misses or that people also read another way."""

GIVEN_READINGS = {
    "乐": ("le", "yue"),
    "长": ("chang", "zhang"),
    "朝": ("chao", "zhao"),
    "重": ("zhong", "chong"),
    "行": ("xing", "hang"),
    "茜": ("qian", "xi"),
    "晟": ("sheng", "cheng"),
    "盛": ("sheng", "cheng"),
    "柏": ("bai", "bo"),
    "传": ("chuan", "zhuan"),
    "藏": ("cang", "zang"),
    "曾": ("zeng", "ceng"),
    "单": ("dan", "shan"),
    "仔": ("zai", "zi"),
    "调": ("tiao", "diao"),
    "参": ("can", "shen"),
    "校": ("xiao", "jiao"),
    "都": ("du", "dou"),
    "绿": ("lv", "lu"),
}
"""Characters of given names that people read in more than one way."""

MOST_READINGS = 8


@cache
def _syllable(char: str) -> str:
    """How one character is read, "" where nobody reads it. The dictionary is slow, text is not."""
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(char, style=Style.NORMAL, errors="ignore", v_to_u=False)
    return read[0].replace("ü", "v") if read else ""


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[str, str]:
    """Pinyin and initials of a name; several readings are separated by spaces.

    `("shanwei danwei", "sw dw")` for 单伟. ü is written v. Latin letters stand as they are,
    in lower case; everything else is left out.
    """
    parts: list[tuple[str, ...]] = []
    for place, char in enumerate(name.translate(_SIMPLE)):
        if place == 0 and char in SURNAME_READINGS:
            parts.append(SURNAME_READINGS[char])
        elif place and char in GIVEN_READINGS:
            parts.append(GIVEN_READINGS[char])
        elif char.isascii():
            if char.isalnum():
                parts.append((char.lower(),))
        else:
            read = _syllable(char)
            if read:
                parts.append((read,))
    if not parts:
        return "", ""
    ways = list(product(*parts))[:MOST_READINGS]
    pinyin = dict.fromkeys("".join(way) for way in ways)
    initials = dict.fromkeys("".join(syllable[0] for syllable in way) for way in ways)
    return " ".join(pinyin), " ".join(initials)
