"""One thing the check of a letter found."""

from dataclasses import dataclass

from desk.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`where` in words; `field` is the dotted path to jump to, "text" for the text itself."""

    code: str
    where: str
    field: str
    why: str
    cure: str
    blocks: bool = True


def place(path: str) -> str:
    """A dotted path of the facts in words a clerk knows."""
    names = {
        "matter": _("what the customer raised"),
        "finding": _("finding"),
        "basis": _("basis"),
        "conclusion": _("conclusion"),
        "true_part": _("the part that is true"),
        "explanation": _("explanation"),
        "remedy": _("remedy"),
        "department": _("who does it"),
        "due_on": _("promised date"),
        "done_on": _("date done"),
        "amount_fen": _("amount"),
        "amount_way": _("way of payment"),
        "apology": _("apology"),
        "result": _("overall result"),
        "advice": _("advice"),
        "service_information": _("service information"),
        "account_of_matter": _("account of the matter"),
        "materials": _("materials"),
        "steps": _("steps"),
        "reader": _("addressee"),
        "unit": _("our unit"),
        "reason": _("why it takes longer"),
        "done": _("what has been done so far"),
        "until": _("the new date"),
        "correction": _("what is corrected or added"),
        "earlier_number": _("the number of the earlier reply"),
        "promises": _("the promises"),
    }
    parts = path.split(".")
    if parts[0] == "points" and len(parts) > 2:
        return _("point {number}, {part}").format(
            number=parts[1], part=names.get(parts[2], parts[2])
        )
    return names.get(parts[0], _("the text of the letter"))
