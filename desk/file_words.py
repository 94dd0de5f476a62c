"""What a customer's file says, in words and masked: for screens and for the command line alike."""

from collections.abc import Iterable, Sequence

from desk import masks
from desk.customer import Account, Customer
from desk.enums import (
    AttemptResult,
    CaseKind,
    Confirmation,
    Confirmed,
    Delivery,
    ExternalSource,
    LetterKind,
    Nature,
    NoticeKind,
)
from desk.i18n import N_, _
from desk.labels import label
from desk.money import say_yuan
from desk.operations import Happened, OperationLine
from desk.relation import Relation
from desk.views_file import CustomerFigures

SCORES = {
    "attitude": N_("attitude"),
    "speed": N_("speed"),
    "result": N_("result"),
    "clarity": N_("clarity"),
}
FIELDS = {
    "name": N_("Name"),
    "printed_name": N_("Chinese form"),
    "salutation": N_("Salutation"),
    "nature": N_("Kind of customer"),
    "number": N_("Customer number"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "large_print": N_("Large print"),
    "meter_no": N_("Meter"),
    "supply_class": N_("Supply class"),
    "supply_area": N_("Supply area"),
    "equipment": N_("Equipment"),
    "relation": N_("Relation"),
    "note": N_("Note"),
    "supply_relation": N_("Relation"),
    "supply_reason": N_("Reason"),
    "supply_until": N_("Last day"),
    "key_account": N_("Key account"),
}
"""Fields of the record by the names that changes keep."""


# -- the original record --------------------------------------------------------------------


def masked_name(customer: Customer) -> str:
    """A customer's name as others may see it on a screen; a unit's name is nobody's secret."""
    unit = customer.nature is not Nature.RESIDENT
    return masks.mask_name(customer.name, organisation=unit)


def relation_words(relation: Relation) -> str:
    """How a customer stands to us, why and until when."""
    said = label(relation.relation)
    if relation.until is not None:
        said = _("{relation} until {day}").format(relation=said, day=relation.until)
    return f"{said} · {relation.reason}" if relation.reason else said


def supply_words(account: Account) -> str:
    """Everything about the supply of an account but its number and address."""
    parts = (
        (N_("Meter"), masks.mask_account(account.meter_no)),
        (N_("Supply class"), account.supply_class),
        (N_("Supply area"), account.supply_area),
        (N_("Equipment"), account.equipment),
    )
    return "  ".join(f"{_(name)} {text}" for name, text in parts if text)


def numbers_of(customer: Customer, accounts: Iterable[Account]) -> list[str]:
    """Numbers that count as personal wherever they stand in a text about this customer."""
    return [n for n in (customer.phone, *(a.number for a in accounts)) if n]


# -- the analysis ---------------------------------------------------------------------------


def figure_words(found: CustomerFigures) -> list[tuple[str, str]]:
    """What is counted, as names and words; what there is none of is left out."""
    told = _("{open} open, {late} late, {repeats} repeated")
    lines = [
        (
            _("Cases"),
            f"{found.cases} · "
            + told.format(open=found.open, late=found.late, repeats=found.repeats),
        )
    ]
    counted = (
        (_("Kinds"), found.by_kind),
        (_("Topics"), found.by_topic),
        (_("Ended as"), found.by_status),
        (_("Conclusions"), found.by_outcome),
    )
    for name, counts in counted:
        if counts and found.cases:
            ranked = sorted(counts.items(), key=lambda one: -one[1])
            lines.append((name, "  ".join(f"{label(word)} {n}" for word, n in ranked)))
    if len(found.by_year) > 1:
        years = sorted(found.by_year.items(), reverse=True)
        lines.append((_("Years"), "  ".join(f"{year}: {n}" for year, n in years)))
    promises = found.promises
    said = _("{open} open ({overdue} overdue), {kept} kept, {broken} broken")
    if promises.open or promises.kept or promises.broken:
        words = said.format(
            open=promises.open,
            overdue=promises.overdue,
            kept=promises.kept,
            broken=promises.broken,
        )
        lines.append((_("Promises"), words))
    lines += _satisfaction(found)
    if found.reminders:
        lines.append((_("Times reminded"), str(found.reminders)))
    if found.notices:
        words = str(found.notices)
        if found.breaches:
            words += " · " + _("{n} materials not told the first time").format(n=found.breaches)
        lines.append((_("Notices"), words))
    if found.paid_fen:
        lines.append((_("Paid back"), _("{yuan} yuan").format(yuan=say_yuan(found.paid_fen))))
    return lines


def _satisfaction(found: CustomerFigures) -> list[tuple[str, str]]:
    scores = found.scores
    if not scores.asked:
        return []
    said = _("reached {reached} of {asked}, {good} satisfied, {bad} dissatisfied").format(
        reached=scores.reached,
        asked=scores.asked,
        good=scores.satisfied,
        bad=scores.dissatisfied,
    )
    if scores.volunteered:
        said += " · " + _("{n} volunteered").format(n=scores.volunteered)
    lines = [(_("Satisfaction"), said)]
    if scores.means:
        means = "  ".join(f"{_(SCORES[n])} {mean:.1f}" for n, mean in scores.means.items())
        lines.append((_("Scores"), means))
    return lines


# -- the operation record -------------------------------------------------------------------


def happened_words(line: OperationLine) -> str:
    """What a line of the operation record is, in a few words."""
    first, _gap, second = line.code.partition(" ")
    match line.happened:
        case Happened.REGISTERED:
            return _("{kind} registered").format(kind=label(CaseKind(line.code)))
        case Happened.CONTACT:
            if not line.reached:
                return _("Not reached")
            return _("They got in touch") if line.code else _("We got in touch")
        case Happened.REMINDER:
            return _("Reminder")
        case Happened.NOTICE:
            return _("Notice: {kind}").format(kind=label(NoticeKind(line.code)))
        case Happened.LETTER:
            return f"{label(LetterKind(first))} · {label(AttemptResult(second))}"
        case Happened.SETTLED:
            return f"{label(LetterKind(first))} · {label(Delivery(second))}"
        case Happened.SLIP:
            return _("{paper} handed over").format(paper=label(LetterKind(line.code)))
        case Happened.RECEIPT:
            return _("Receipt came back")
        case Happened.FOLLOW_UP:
            return _follow_up(line)
        case Happened.HANDOVER:
            return _("Told of a handover")
        case Happened.SUPPLEMENT:
            return _("Added something")
        case Happened.CONFIRMED:
            return f"{label(Confirmed(first))} · {label(Confirmation(second))}"
        case Happened.PAPER_LEFT:
            return _("Left a paper")
        case Happened.PAPER_BACK:
            return _("Got a paper back")
        case Happened.REFERRAL:
            return _("Referred elsewhere")
        case Happened.ELSEWHERE:
            return _("Told {channel} too").format(channel=label(ExternalSource(line.code)))
        case Happened.REMEDY:
            return _("Remedy done")
        case Happened.OPERATION:
            return _("Business")


def _follow_up(line: OperationLine) -> str:
    if not line.reached:
        return _("Call back: not reached")
    words = {
        "satisfied": _("Call back: satisfied"),
        "dissatisfied": _("Call back: dissatisfied"),
    }
    return words.get(line.code, _("Call back"))


_NUMBERED = (Happened.NOTICE, Happened.LETTER, Happened.SLIP, Happened.SETTLED, Happened.RECEIPT)
_NAMED = (Happened.HANDOVER, Happened.REFERRAL, Happened.REMEDY, Happened.ELSEWHERE)


def said_words(line: OperationLine, numbers: Sequence[str] = ()) -> str:
    """What was said or done, with the numbers in it masked."""
    parts = [line.number] if line.happened in (*_NUMBERED, *_NAMED) and line.number else []
    if line.text:
        parts.append(masks.mask_in_text(" ".join(line.text.split()), known=numbers))
    return " · ".join([*parts, *cost_words(line)])


def cost_words(line: OperationLine) -> list[str]:
    """Energy, costs, and whether feedback was volunteered, where it is known."""
    said = []
    if line.energy_kwh is not None:
        said.append(_("{n} kWh").format(n=line.energy_kwh))
    if line.cost_fen is not None:
        said.append(_("{yuan} yuan").format(yuan=say_yuan(line.cost_fen)))
    if line.volunteered is not None and line.happened is not Happened.FOLLOW_UP:
        said.append(_("volunteered") if line.volunteered else _("asked for"))
    return said


def place_words(line: OperationLine) -> str:
    """By which way and where, as far as it is known."""
    way = label(line.way) if line.way is not None else ""
    return " ".join(filter(None, (way, masks.mask_address(line.place))))


def changed_words(names: Iterable[str]) -> str:
    """The names of fields that were put right."""
    return "、".join(dict.fromkeys(_(FIELDS.get(name, name)) for name in names))
