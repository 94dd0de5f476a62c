"""A case in words, as a person reads it on a terminal."""

from typing import TYPE_CHECKING, Any

from desk import masks
from desk.cli import output
from desk.cli.beyond_words import say_beyond
from desk.i18n import _, current
from desk.labels import label
from desk.saying import say_day, say_due, say_moment
from desk.warned import sign_of, state_of, words_of

if TYPE_CHECKING:
    from datetime import datetime

    from desk.case import CaseClock
    from desk.cli.session import Session
    from desk.point import IssuePoint
    from desk.views import CaseFile

_MASKED = {
    "phone": masks.mask_phone,
    "account_no": masks.mask_account,
    "address": masks.mask_address,
}

_OF_UNITS = ("branch", "referrals")
"""Parts of a file whose phones and addresses are those of units, there to be called."""


def masked(here: "Session", file: "CaseFile") -> dict[str, Any]:
    """The file as a program may have it: names whole, numbers and addresses of people masked."""
    data: dict[str, Any] = output.plain(file, here.zone)
    now = here.desk.clock.now()
    for clock, told in zip(file.clocks, data["clocks"], strict=True):
        told |= {"state": (state := state_of(clock, now)), "state_words": words_of(state)}
    return {name: value if name in _OF_UNITS else _hidden(value) for name, value in data.items()}


def public_in(file: "CaseFile") -> list[str]:
    """Numbers in a file that are nobody's own: of other units, and of the matter elsewhere."""
    units = [*(one.phone for one in file.referrals), *(h.receiver_phone for h in file.handovers)]
    return [*units, *(one.number for one in file.externals)]


def _hidden(value: Any) -> Any:
    if isinstance(value, list):
        return [_hidden(item) for item in value]
    if isinstance(value, dict):
        return {
            name: _MASKED[name](item) if item and name in _MASKED else _hidden(item)
            for name, item in value.items()
        }
    return value


def say_file(here: "Session", file: "CaseFile") -> None:
    """The whole file: what it is, who it concerns, points with answers, clocks, chain, papers."""
    case = file.case
    output.put_pairs(
        [
            (_("Case"), case.reference),
            (_("Kind"), label(case.kind)),
            (_("Topic"), label(case.topic)),
            (_("Channel"), label(case.channel)),
            (_("Stage"), label(case.stage)),
            (_("Grade"), label(case.grade)),
            (_("Received"), moment_words(here, case.received_at)),
            (_("First responder"), file.names.get(case.first_responder_id, "")),
            (_("Holder"), file.holder),
            (_("Account"), masks.mask_account(case.account_no)),
            (_("Address"), masks.mask_address(case.address)),
            (_("Whose matter it is"), label(case.scope) if case.scope else ""),
            (_("Told to the customer"), case.told),
            (_("Lookup code"), case.lookup_code),
        ]
    )
    output.put_table(
        (_("Role"), _("Name"), _("Phone"), _("By what right")),
        ((label(p.role), p.name, masks.mask_phone(p.phone), p.basis) for p in file.parties),
        _("Parties"),
    )
    output.put_text(_("Narrative"))
    output.put_text(case.narrative)
    for point in file.points:
        output.put_text(f"\n{point.position}. [{label(point.kind)}] {point.matter}")
        output.put_pairs(_answer(point))
    output.put_table(
        (_("Clock"), _("Due"), _("State")),
        ((label(c.kind), due_words(here, c.due_at), _state(here, c)) for c in file.clocks),
        _("Clocks"),
    )
    if len(file.chain) > 1 or file.handovers or file.referrals:
        _say_custody(here, file)
    _say_contacts(here, file)
    say_beyond(here, file)
    if file.alarms:
        output.put_table(
            (_("Reminder"), _("Fell due"), _("For"), _("Detail"), _("Seen by")),
            (
                (
                    *(label(a.kind), moment_words(here, a.fell_due_at)),
                    file.names.get(a.staff_id or "", label(a.role) if a.role else ""),
                    *(a.detail, file.names.get(a.seen_by or "", "")),
                )
                for a in file.alarms
            ),
            _("Reminders"),
        )
    if file.commitments:
        output.put_table(
            (_("Promise"), _("Owner"), _("Due"), _("Kept"), "ID"),
            ((c.text, c.owner, c.due_on, c.kept_on or "", c.id) for c in file.commitments),
            _("Promises"),
        )
    if file.letters or file.notices:
        output.put_table(
            (_("Paper"), _("Number"), _("State")),
            [
                *((label(x.kind), x.number or x.id, label(x.state)) for x in file.letters),
                *((x.title, x.number, moment_words(here, x.made_at)) for x in file.notices),
            ],
            _("Papers"),
        )


def say_chain(here: "Session", file: "CaseFile") -> None:
    """The chain of a case: first responder, every holder, every offer, every contact."""
    case = file.case
    output.put_pairs(
        [
            (_("Case"), case.reference),
            (_("First responder"), file.names.get(case.first_responder_id, "")),
            (_("Holder"), file.holder),
            (_("Whose matter it is"), label(case.scope) if case.scope else ""),
            (_("Remark"), case.scope_note),
            (_("Told to the customer"), case.told),
        ]
    )
    _say_custody(here, file)
    _say_contacts(here, file)


def _say_custody(here: "Session", file: "CaseFile") -> None:
    output.put_table(
        (_("Holder"), _("Since"), _("Until"), _("How")),
        (
            (
                file.names.get(c.staff_id, ""),
                moment_words(here, c.since),
                moment_words(here, c.until) if c.until else "",
                _how(c.how),
            )
            for c in file.chain
        ),
        _("Chain"),
    )
    if file.handovers:
        output.put_table(
            (
                *(_("Offered to"), _("Unit"), _("Phone"), _("Matter"), _("Told to the customer")),
                *(_("Contact by"), _("State"), _("Reason or words")),
            ),
            (
                (
                    *(h.receiver_name, h.receiver_unit, h.receiver_phone, h.matter, h.told),
                    *(moment_words(here, h.contact_by), label(h.state), h.reason or h.by_word),
                )
                for h in file.handovers
            ),
            _("Handovers"),
        )
    if file.referrals:
        output.put_table(
            (
                *(_("Referred to"), _("Phone"), _("Called there"), _("What they said")),
                *(_("When"), _("What came of it")),
            ),
            (
                (
                    *(r.unit, r.phone, r.called, r.said, moment_words(here, r.made_at)),
                    f"{moment_words(here, r.result_at)} {r.result}" if r.result_at else "",
                )
                for r in file.referrals
            ),
            _("Referrals"),
        )


def _how(how: str) -> str:
    return {
        "registered": _("registered it"),
        "handover": _("accepted it"),
        "by_word": _("accepted it by word"),
        "returned": _("came back: a promised contact was missed"),
        "taken_over": _("took it over"),
        "handed_on": _("was given it"),
    }.get(how, how)


def _say_contacts(here: "Session", file: "CaseFile") -> None:
    if file.contacts:
        output.put_table(
            (_("When"), _("Way"), _("By"), _("What was said")),
            (
                (moment_words(here, c.at), label(c.way), file.names.get(c.staff_id, ""), c.text)
                for c in file.contacts
            ),
            _("Contacts"),
        )


def moment_words(here: "Session", at: "datetime") -> str:
    """An instant in words, as the branch's clock shows it."""
    return say_moment(at.astimezone(here.zone), current())


def due_words(here: "Session", at: "datetime") -> str:
    """A due instant in words; where the holidays of its year are in no table it says so."""
    return say_due(at.astimezone(here.zone), current(), here.desk.calendar)


def _state(here: "Session", clock: "CaseClock") -> str:
    if clock.verdict == "extended":
        return _("extended: another deadline runs in its place")
    state = state_of(clock, here.desk.clock.now())
    return f"{sign_of(state)} {words_of(state)}"


def _answer(point: "IssuePoint") -> list[tuple[str, object]]:
    day = point.remedy_done_on or point.remedy_due
    return [
        (_("Finding"), point.finding),
        (_("Basis"), point.basis or ", ".join(point.articles)),
        (_("Conclusion"), label(point.conclusion) if point.conclusion else ""),
        (_("True part"), point.true_part),
        (_("Apology"), point.apology),
        (_("Remedy"), point.remedy),
        (_("Done by"), point.remedy_owner),
        (_("Day"), say_day(day, current()) if day else ""),
        (_("Amount"), f"{point.amount_fen / 100:.2f} 元" if point.amount_fen is not None else ""),
        (_("Payment"), point.payment),
    ]
