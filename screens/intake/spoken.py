"""A new customer in one line, as they say it: 江小禾女士 13900000001 0500000003."""

SALUTATIONS = ("先生", "女士", "小姐", "同志", "师傅", "老师", "Mr", "Ms", "Mrs")
SEPARATORS = str.maketrans("，,；;、", "     ")
FEWEST_DIGITS = 7
"""A shorter number is a piece that was searched for, nobody's phone or account."""
FULL_NUMBER = 10
"""With so many digits a number is whole; what follows is another one."""


def told_of(typed: str) -> dict[str, str]:
    """The fields of a visitor that a line names: name, salutation, phone, account_no."""
    told: dict[str, str] = {}
    name: list[str] = []
    for word in _words(typed.translate(SEPARATORS)):
        digits = "".join(char for char in word if char.isdigit())
        if len(digits) >= FEWEST_DIGITS and len(digits) + 4 >= len(word):
            told.setdefault("phone" if _mobile(digits) else "account_no", digits)
        elif word.rstrip(".") in SALUTATIONS:
            told.setdefault("salutation", word)
        elif word != digits:
            name.append(word)
    whole = " ".join(name)
    ending = next((one for one in SALUTATIONS[:6] if whole.endswith(one)), "")
    # What is left of 江女士 is no name that a letter could be addressed with.
    if ending and len(whole) - len(ending) >= 2:
        whole = whole.removesuffix(ending)
        told.setdefault("salutation", ending)
    if whole:
        told["name"] = whole
    return told


def _words(typed: str) -> list[str]:
    """The words of a line; a number in groups, 139 1234 0000, is one of them."""
    words: list[str] = []
    for word in typed.split():
        grouped = word.isdigit() and bool(words) and words[-1].isdigit()
        if grouped and len(words[-1]) < FULL_NUMBER and len(word) < FEWEST_DIGITS:
            words[-1] += word
        else:
            words.append(word)
    return words


def _mobile(digits: str) -> bool:
    return len(digits) == 11 and digits.startswith("1")
