"""Rules about the answer to each point of a reply."""

import re
from datetime import date

from desk.enums import CONCLUSIONS, Conclusion, RemedyBy
from desk.i18n import _
from desk.letter.check import missing_answers, sections
from desk.letter.facts import PointFacts, ReplyFacts
from desk.letter.finding import Finding, place
from desk.letter.wording import Wording, apologises, bare, says_nothing
from desk.playbook.wording import found as found_in

_TRUE = (Conclusion.SUBSTANTIATED, Conclusion.PARTLY_SUBSTANTIATED)
_NEEDS_BASIS = (
    Conclusion.UNSUBSTANTIATED,
    Conclusion.NOT_GRANTED,
    Conclusion.PARTLY_SUBSTANTIATED,
)
_SHORTEST_FINDING = 12
_SLOT = re.compile(r"⟦[^⟧\n]*⟧?")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百]+(?:月|日|点|时|分|元|度|次|户|天|小时|个|年)")


def _at(point: PointFacts, name: str) -> str:
    return f"points.{point.position}.{name}"


def _finding(
    code: str, point: PointFacts, name: str, why: str, cure: str, *, blocks: bool = True
) -> Finding:
    path = _at(point, name)
    return Finding(code=code, where=place(path), field=path, why=why, cure=cure, blocks=blocks)


def _empty(point: PointFacts, others: list[PointFacts], wording: Wording) -> list[Finding]:
    found = []
    cures = {
        "finding": _("Write when and where it was looked into, and what was found."),
        "remedy": _("Write who does what by when, or what the customer can do next."),
    }
    for name, cure in cures.items():
        text = getattr(point, name)
        if says_nothing(text, wording):
            why = _("It says nothing.") if text else _("It is missing.")
        elif bare(text) == bare(point.matter):
            why = _("It only repeats what the customer raised.")
        elif any(bare(text) == bare(getattr(other, name)) for other in others):
            why = _("It is copied from another point.")
        else:
            continue
        found.append(_finding(f"no_{name}", point, name, why, cure))
    if point.conclusion is None:
        cure = _("Choose the conclusion that the finding supports.")
        found.append(_finding("no_conclusion", point, "conclusion", _("It is missing."), cure))
    elif point.conclusion not in CONCLUSIONS[point.kind]:
        found.append(
            _finding(
                "wrong_conclusion",
                point,
                "conclusion",
                _("This conclusion does not fit what the customer raised."),
                _("Choose one of the conclusions offered for this point."),
            )
        )
    return found


def _basis(
    point: PointFacts, wording: Wording, expired: dict[int, tuple[str, ...]]
) -> list[Finding]:
    found = []
    if point.conclusion in _NEEDS_BASIS and says_nothing(point.basis, wording):
        found.append(
            _finding(
                "no_basis",
                point,
                "basis",
                _("What is not granted or not found true needs a basis."),
                _("Cite the article in force, or the record it rests on."),
            )
        )
    for article in expired.get(point.position, ()):
        found.append(
            _finding(
                "basis_expired",
                point,
                "basis",
                _("{article} is not in force.").format(article=article),
                _("Cite an article in force on the day of the letter."),
            )
        )
    return found


def _promise(point: PointFacts, raised: date, today: date) -> list[Finding]:
    if point.remedy_by is not RemedyBy.UNIT or not point.remedy:
        return []
    found = []
    if point.done_on is not None:
        if point.done_on > today:
            why = _("A day in the future cannot be the day it was done.")
            cure = _("Enter it as the promised day instead.")
            found.append(_finding("done_in_future", point, "done_on", why, cure))
        elif point.done_on < raised:
            why = _("It is said to be done before the customer told us of it.")
            cure = _("Check day and year; if it was done before, say in the finding how we knew.")
            found.append(_finding("done_before_told", point, "done_on", why, cure, blocks=False))
        return found
    if point.due_on is None:
        why = _("A promise without a date is no promise.")
        cure = _("Enter the day by which it is done, or the day it was done.")
        found.append(_finding("promise_without_date", point, "due_on", why, cure))
    elif point.due_on < today:
        why = _("The promised day lies in the past.")
        cure = _("If it was done, enter the day; if not, agree on a new day.")
        found.append(_finding("promise_in_past", point, "due_on", why, cure))
    if not point.department:
        why = _("Nobody is named who keeps the promise.")
        cure = _("Enter the person or department that does it.")
        found.append(_finding("promise_without_owner", point, "department", why, cure))
    return found


def _fault(point: PointFacts, section: str, wording: Wording) -> list[Finding]:
    if point.conclusion not in _TRUE:
        return []
    found = []
    if not apologises(section, wording):
        why = _("The customer was right, and there is no apology.")
        cure = _("Apologise in the answer to this point.")
        found.append(_finding("no_apology", point, "apology", why, cure))
    if point.remedy and point.remedy_by is RemedyBy.CUSTOMER:
        why = _("The customer was right, and the remedy is left to the customer.")
        cure = _("Write what we do about it.")
        found.append(_finding("remedy_left_to_customer", point, "remedy", why, cure))
    if point.conclusion is Conclusion.PARTLY_SUBSTANTIATED and not point.true_part:
        why = _("It is not said which part is true.")
        cure = _("Write what of it is true.")
        found.append(_finding("no_true_part", point, "true_part", why, cure, blocks=False))
    return found


def _weak(point: PointFacts, wording: Wording) -> list[Finding]:
    found = []
    if point.amount_fen is None and found_in(wording.refunds, point.remedy):
        why = _("A refund is mentioned without its amount.")
        cure = _("Enter the amount and how it is paid.")
        found.append(
            _finding("refund_without_amount", point, "amount_fen", why, cure, blocks=False)
        )
    short = len(bare(point.finding)) < _SHORTEST_FINDING
    if point.finding and short and not any(char.isdigit() for char in point.finding):
        why = _("The finding holds nothing particular to this customer.")
        cure = _("Add the date, the place, the figures or the record that was looked at.")
        found.append(_finding("finding_general", point, "finding", why, cure, blocks=False))
    return found


def _slots(facts: ReplyFacts) -> list[Finding]:
    """What a proposal left open: it is somebody's words, and nothing of this customer's yet."""
    names = ("finding", "basis", "true_part", "remedy", "department", "amount_way", "apology")
    said = [(_at(point, name), getattr(point, name)) for point in facts.points for name in names]
    said += [("result", facts.result), *(("advice", one) for one in facts.advice)]
    return [
        Finding(
            code="open_slot",
            where=place(path),
            field=path,
            why=_("This is still a proposal: “{slot}” is open.").format(slot=slot[0]),
            cure=_("Write what holds for this customer in the place of every ⟦…⟧."),
        )
        for path, text in said
        if (slot := _SLOT.search(text))
    ]


def _nothing_particular(facts: ReplyFacts) -> list[Finding]:
    """A letter of which every word would fit the next customer as well."""
    said = [text for point in facts.points for text in (point.finding, point.remedy) if text]
    if not said or any(_FIGURE.search(text) or _SLOT.search(text) for text in said):
        return []
    path = f"points.{facts.points[0].position}.finding"
    return [
        Finding(
            code="nothing_particular",
            where=place(path),
            field=path,
            why=_("No answer of this letter holds a day, a place or a figure of this customer."),
            cure=_("Add the date, the place, the figures or the record that was looked at."),
            blocks=False,
        )
    ]


def _sections(facts: ReplyFacts, markdown: str) -> dict[int, str]:
    """The text that answers each point: its section, or the whole letter when it has none."""
    cut = sections(markdown)
    whole = "".join(section.text for section in cut)
    answers = {}
    for point in facts.points:
        matter = "".join(point.matter.split()).rstrip("。.？?！!；;")
        heads = [section.text for section in cut[1:] if matter and matter in section.head]
        answers[point.position] = heads[0] if heads else whole
    return answers


def points(
    facts: ReplyFacts,
    markdown: str,
    today: date,
    wording: Wording,
    expired: dict[int, tuple[str, ...]],
) -> list[Finding]:
    """Findings about the points of a reply, in their order."""
    found = []
    answers = _sections(facts, markdown)
    reported = set()
    if not facts.points:
        path = "points"
        found.append(
            Finding(
                code="no_points",
                where=place(path),
                field=path,
                why=_("The letter answers no point."),
                cure=_("Write down what the customer raised."),
            )
        )
    for number, point in enumerate(facts.points):
        mine = [
            *_empty(point, list(facts.points[:number]), wording),
            *_basis(point, wording, expired),
            *_promise(point, facts.received_at.date(), today),
            *_fault(point, answers[point.position], wording),
            *_weak(point, wording),
        ]
        reported |= {one.field for one in mine if one.blocks}
        found += mine
    found += _slots(facts)
    if not any(one.code == "finding_general" for one in found):
        found += _nothing_particular(facts)
    for missing in missing_answers(markdown, facts):
        if missing.field not in reported:
            found.append(
                Finding(
                    code="answer_missing",
                    where=place(missing.field),
                    field=missing.field,
                    why=_("“{text}” does not stand in the letter where it belongs.").format(
                        text=missing.text[:40]
                    ),
                    cure=_("Put it back into the text, or compose the letter again."),
                )
            )
    return found
