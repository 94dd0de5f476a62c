"""Who may be told what: by their part in the case, by what right they act, and on which day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desk.case import Party
from desk.enums import Basis, MayKnow, PartyRole
from desk.i18n import _
from desk.labels import label

EVERYBODY = frozenset({MayKnow.STANDING})
"""What is told to whoever knows the number."""
_MATTER = EVERYBODY | {MayKnow.PROGRESS, MayKnow.ANSWERS}
_EVERYTHING = _MATTER | {MayKnow.ACCOUNT}
_WITH_ACCOUNT = (Basis.LETTER_OF_AUTHORITY, Basis.GUARDIAN, Basis.COMPANY_LETTER)
_WORDS = {
    Basis.LETTER_OF_AUTHORITY: ("授权", "委托", "authority", "authorisation"),
    Basis.GUARDIAN: ("监护", "guardian"),
    Basis.COMPANY_LETTER: ("介绍信", "单位证明", "公司证明", "company letter"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitled:
    """What somebody may be told, and the sentence why; nobody is told of other people."""

    may: frozenset[MayKnow]
    why: str

    def __contains__(self, what: MayKnow) -> bool:
        return what in self.may

    @property
    def words(self) -> str:
        """What they may be told, in words."""
        return _(", ").join(label(one) for one in MayKnow if one in self.may)


def stranger() -> Entitled:
    """Somebody who is no party to the case."""
    return Entitled(
        may=EVERYBODY,
        why=_("No party to this case: only the number, the stage and the day."),
    )


def nameless() -> Entitled:
    """Whoever asks about a report: nobody here is known as the one who made it."""
    return Entitled(
        may=EVERYBODY,
        why=_("A report: whoever shows the lookup code hears the number, the stage and the day."),
    )


def entitled(parties: Sequence[Party], party: Party, on: date) -> Entitled:
    """What a party may be told on a day. Whoever stands in several roles may what each may."""
    roles = [party, *(one for one in parties if _same(one, party) and one is not party)]
    found = [_by_role(parties, one, on) for one in roles]
    may = EVERYBODY.union(*(one.may for one in found))
    best = max(found, key=lambda one: len(one.may))
    return Entitled(may=may, why=best.why)


def may_read_of(parties: Sequence[Party], reader: Party, other: Party, on: date) -> bool:
    """Whether a reader may be told who another party is: themselves, or whom they act for."""
    if _same(reader, other) or reader is other:
        return True
    if other.role not in (PartyRole.COMPLAINANT, PartyRole.ACCOUNT_HOLDER):
        return False
    return any(
        one.role is PartyRole.REPRESENTATIVE and _same(one, reader) and not paper_lacks(one, on)
        for one in parties
    )


def account_holder(parties: Iterable[Party]) -> Party | None:
    """Whose account it is, where that is not simply whoever came."""
    return next((one for one in parties if one.role is PartyRole.ACCOUNT_HOLDER), None)


def paper_lacks(party: Party, on: date) -> str:
    """What a representative's paper lacks on a day, in words; "" when it holds."""
    if not party.basis_seen:
        return _("The paper they act by has not been seen.")
    if party.basis_valid_to is not None and party.basis_valid_to < on:
        return _("The paper they act by ended on {day}.").format(
            day=party.basis_valid_to.isoformat()
        )
    return ""


def kind_of_basis(kind: Basis | None, words: str) -> Basis:
    """By what kind of right somebody acts; where it was not chosen, what the words name."""
    if kind is not None:
        return kind
    lower = words.lower()
    found = (one for one, marks in _WORDS.items() if any(mark in lower for mark in marks))
    return next(found, Basis.OTHER)


def _same(one: Party, other: Party) -> bool:
    return bool(one.name) and one.name == other.name


def _by_role(parties: Sequence[Party], party: Party, on: date) -> Entitled:
    if party.role is PartyRole.REPRESENTATIVE:
        return _representative(party, on)
    if party.role is PartyRole.ACCOUNT_HOLDER:
        return Entitled(
            may=EVERYBODY | {MayKnow.ACCOUNT},
            why=_("It is their account; what the customer brought forward is the customer's."),
        )
    if party.role is PartyRole.ADDRESSEE:
        return Entitled(may=_MATTER, why=_("The customer has the answer sent to them."))
    if party.minor:
        return Entitled(
            may=EVERYBODY | {MayKnow.PROGRESS},
            why=_("A minor: answers and account are told to the guardian."),
        )
    holder = account_holder(parties)
    if holder is not None and not _same(holder, party):
        return Entitled(
            may=_MATTER,
            why=_("Their own matter, but somebody else's account."),
        )
    return Entitled(may=_EVERYTHING, why=_("Their own matter and their own account."))


def _representative(party: Party, on: date) -> Entitled:
    if lacks := paper_lacks(party, on):
        return Entitled(may=EVERYBODY, why=lacks)
    kind = kind_of_basis(party.basis_kind, party.basis)
    if kind in _WITH_ACCOUNT:
        return Entitled(
            may=_EVERYTHING,
            why=_("Acts by {basis}, seen and valid.").format(basis=label(kind)),
        )
    return Entitled(
        may=_MATTER,
        why=_("Acts by another paper: enough for the matter, not for the account."),
    )
