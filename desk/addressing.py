"""How a customer is addressed: by the form they wish, else by the politest that is sure."""

from desk.masks import COMPOUND_SURNAMES
from desk.names import readings

_FORMS_OF_ADDRESS = {"先生": "Mr", "女士": "Ms", "小姐": "Ms", "同志": "", "老师": ""}
_ANONYMOUS = {"zh_CN": "客户", "en": "Customer"}


def is_chinese(name: str) -> bool:
    """Whether a name is written in Chinese characters alone."""
    return bool(name) and all("\u3400" <= c <= "\u9fff" or ord(c) > 0x1FFFF for c in name)


def surname(name: str) -> str:
    """The surname of a Chinese personal name; a name that is none, whole."""
    if not is_chinese(name) or len(name) > 4:
        return name
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[0]


def addressed_as(name: str, salutation: str, language: str, *, whole: bool = False) -> str:
    """What follows "Dear": 王先生, 欧阳女士, Mr Wang, a unit's full name, or as wished.

    `salutation` is a form of address (先生, 女士, Mr, Ms) or the whole as the customer wishes it.
    `whole`: the name has no surname of one or two characters, such as 扎西.
    """
    if not name:
        return salutation or _ANONYMOUS[language]
    if not salutation:
        return name
    if language == "en":
        form = _FORMS_OF_ADDRESS.get(salutation, salutation)
        if form not in ("Mr", "Ms", "Mrs"):
            return name if salutation in _FORMS_OF_ADDRESS else salutation
        called = name if whole else surname(name)
        last = readings(called)[0].split(" ")[0].capitalize() if is_chinese(name) else name
        return f"{form} {last}"
    if salutation in _FORMS_OF_ADDRESS:
        return (name if whole else surname(name)) + salutation
    return salutation
