"""The one judgement on a letter: what must be mended before it goes on, and what could be."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk.addressing import is_chinese
from desk.case import CaseClock
from desk.entitled import may_read_of
from desk.enums import ClockKind, LetterKind
from desk.gates import shut_gates
from desk.i18n import _
from desk.letter.kinds import ANSWERING
from desk.letter.life import SENT, Letter
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.services.said_before import nothing_new
from desk.services.spelling import printed
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.letter.lint import Finding, Known, Private
    from desk.letter.wording import Wording


LONGEST_NAME = 4
"""Characters of a Chinese personal name; what is longer is a unit's."""


def findings_of(
    desk: Desk, file: CaseFile, letter: Letter, *, approver_id: str = ""
) -> "list[Finding]":
    """Everything there is to say of a letter, what blocks first.

    An issued letter is judged by the day of its issue. The gates of the trade are asked once
    more, and whether an answer is no more than a proposal.
    """
    found = [
        *of_record(desk, file, letter.kind),
        *of_text(desk, file, letter, approver_id=approver_id),
        *nothing_new(file, letter),
    ]
    return sorted(found, key=lambda one: not one.blocks)


def of_record(desk: Desk, file: CaseFile, kind: LetterKind) -> "list[Finding]":
    """What the record alone says: the same whatever is typed in a letter."""
    found = _unspelt(desk, file)
    if kind in ANSWERING:
        found += [*_gates(desk, file), *_mere_proposals(desk, file)]
    return found


def of_text(
    desk: Desk, file: CaseFile, letter: Letter, *, approver_id: str = ""
) -> "list[Finding]":
    """What `desk.letter.lint` says of a letter, given the record, the playbook and the day."""
    from desk.letter.codec import facts_from_json
    from desk.letter.lint import LetterToCheck, lint

    today = letter.issued_on or desk.hours.day_of(desk.clock.now())
    facts = facts_from_json(letter.facts)
    case = file.case
    reply = next((c for c in _clocks(file) if c.kind is ClockKind.REPLY), None)
    checked = LetterToCheck(
        kind=letter.kind,
        facts=facts,
        markdown=letter.markdown,
        fonts=desk.stationery.fonts,
        today=today,
        wording=wording_in(desk, facts.language),
        private=_private(file, today),
        known=_known(file),
        right=(case.reference, *file.names.values(), *_names(file)),
        expired=_expired(desk, file),
        author_id=letter.author_id,
        approver_id=approver_id,
        reply_due=desk.hours.day_of(reply.due_at) if reply else None,
        holding_sent=_holding_sent(file),
    )
    found = lint(checked)
    if letter.number:
        # Number and date stand where their places were.
        found = [one for one in found if one.code != "placeholder_missing"]
    return found


def wording_in(desk: Desk, language: str) -> "Wording":
    """The words to watch in a text in `language`, each explained in that of the interface."""
    from desk.letter.wording import Wording

    why = {key: phrase.why for key, phrase in desk.spoken.phrases.items()}
    phrases = desk.book_in(language).phrases.values()
    return Wording.of(replace(phrase, why=why[phrase.id]) for phrase in phrases)


def refuse_blocked(findings: "list[Finding]") -> None:
    """Refuse while anything that blocks is left, naming the first and counting the others."""
    blocking = [one for one in findings if one.blocks]
    if not blocking:
        return
    first = blocking[0]
    message = f"{first.where}{_(': ')}{first.why}"
    if len(blocking) > 1:
        message += _(" And {count} more.").format(count=len(blocking) - 1)
    raise Refusal(message, first.cure, field=first.field, code=f"lint_{first.code}")


def _clocks(file: CaseFile) -> list[CaseClock]:
    return [clock for clock in file.clocks if clock.round == file.case.round]


def _holding_sent(file: CaseFile) -> bool:
    return any(
        letter.kind is LetterKind.HOLDING and letter.state in SENT for letter in file.letters
    )


def _private(file: CaseFile, today: date) -> "tuple[Private, ...]":
    """Full values that no letter shows: numbers, the address, and who is not its reader.

    Somebody who comes for the holder by a paper that was seen and holds may read their name.
    """
    from desk.letter.lint import Private

    case, reader = file.case, file.complainant
    numbers = [(case.account_no, _("the account number"))]
    numbers += [(party.phone, _("a phone number")) for party in file.parties]
    addresses = {case.address, *(party.address for party in file.parties)}
    numbers += [(each, _("the full address")) for each in sorted(addresses) if _has_number(each)]
    seen = dict.fromkeys((value, what) for value, what in numbers if len(value) >= 6)
    for party in file.parties:
        if may_read_of(file.parties, reader, party, today):
            continue
        for name in (party.name, party.printed_name):
            person = is_chinese(name) and 2 <= len(name) <= LONGEST_NAME
            if person and name not in (reader.name, reader.printed_name):
                seen.setdefault((name, _("somebody else's name")))
    return tuple(Private(value, what) for value, what in seen)


def _names(file: CaseFile) -> tuple[str, ...]:
    names = [name for party in file.parties for name in (party.name, party.printed_name)]
    return tuple(filter(None, names))


def _has_number(address: str) -> bool:
    return any(char.isdigit() for char in address)


def _known(file: CaseFile) -> "tuple[Known, ...]":
    """What the file holds of the reader, to find spellings that are almost right."""
    from desk.letter.lint import Known, KnownKind

    case, reader = file.case, file.complainant
    held = [
        (KnownKind.NAME, reader.printed_name or reader.name),
        (KnownKind.ACCOUNT, case.account_no),
        (KnownKind.PHONE, reader.phone),
        (KnownKind.ADDRESS, case.address),
        (KnownKind.ADDRESS, reader.address),
    ]
    return tuple(dict.fromkeys(Known(kind, value) for kind, value in held if value))


def _expired(desk: Desk, file: CaseFile) -> dict[int, tuple[str, ...]]:
    today = desk.hours.day_of(desk.clock.now())
    expired: dict[int, tuple[str, ...]] = {}
    for point in file.points:
        gone = []
        for article_id in point.articles:
            article = desk.spoken.articles.get(article_id)
            if article is None or not article.in_force(today):
                gone.append(article.cited if article else article_id)
        if gone:
            expired[point.position] = tuple(gone)
    return expired


def _mere_proposals(desk: Desk, file: CaseFile) -> "list[Finding]":
    """Answers that are a proposal with its slots taken out and nothing put in their place.

    A text with a figure in it was made particular; only the others are compared.
    """
    from desk.letter.finding import Finding, place
    from desk.proposals import is_unchanged
    from desk.services.proposals import sources

    found = []
    for point in file.points:
        for name in ("finding", "remedy"):
            text = getattr(point, name)
            if not text or "⟦" in text or any(char.isdigit() for char in text):
                continue
            with desk.store.read() as book:
                proposals = sources(desk, book, file.case, point, text)
            if is_unchanged(text, proposals):
                path = f"points.{point.position}.{name}"
                found.append(
                    Finding(
                        code="proposal_unchanged",
                        where=place(path),
                        field=path,
                        why=_("These are the words of a proposal, with nothing of this customer."),
                        cure=_("Write when, where and what was found or done for this customer."),
                    )
                )
    return found


def _unspelt(desk: Desk, file: CaseFile) -> "list[Finding]":
    """That the customer's name cannot be printed, and its Chinese form is not known."""
    from desk.letter.finding import Finding, place

    who = file.complainant
    if file.case.sealed or not who.name or printed(desk, who.name, who.printed_name):
        return []
    field = "reader.printed_name"
    return [
        Finding(
            code="printed_name",
            where=place(field),
            field=field,
            why=_("No font can print the customer's name; the letter goes out without it."),
            cure=_("Ask for the official Chinese form of the name and put it in."),
            blocks=False,
        )
    ]


def _gates(desk: Desk, file: CaseFile) -> "list[Finding]":
    from desk.letter.finding import Finding, place

    today = desk.hours.day_of(desk.clock.now())
    return [
        Finding(
            code="gate",
            where=place(f"points.{point.position}.conclusion"),
            field=f"points.{point.position}.conclusion",
            why=_("Before this conclusion these must be on record: {checks}.").format(
                checks=_(", ").join(check.label for check in gate.missing)
            ),
            cure=gate.gate.why,
        )
        for point in file.points
        for gate in shut_gates(desk.spoken, file.case.topic, point, today)
    ]
