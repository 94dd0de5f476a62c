"""How a letter is printed: its size, the address for the post, the seal of the unit."""

from dataclasses import dataclass, replace

from desk.addressing import addressed_as
from desk.branch import Branch
from desk.enums import AddressPlace, LetterSize, LetterState, PartyRole
from desk.i18n import _
from desk.letter.life import Letter
from desk.letter.stationery import checked_seal
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.letter_rows import file_of, in_state, kept, letter_act
from desk.services.spelling import printed, unprintable
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport:
    """The seal in use: its hash, its kind of picture, and what is not as it should be."""

    sha256: str = ""
    picture: str = ""
    warnings: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    """Families of the site's own fonts; with any, pages differ byte for byte from others'."""


def usual_size(file: CaseFile) -> LetterSize:
    """The size of a new letter: large where it is wished, or got in this case before."""
    large = file.case.large_print or any(letter.size is LetterSize.LARGE for letter in file.letters)
    return LetterSize.LARGE if large else LetterSize.AUTO


def postal_address(desk: Desk, book: Book, letter: Letter) -> str:
    """The lines of a letter's address, one below the other; "" for a letter that carries none."""
    if letter.address_place is AddressPlace.NONE:
        return ""
    file = file_of(book, letter)
    gets = [one for one in file.parties if one.role is PartyRole.ADDRESSEE]
    who = gets[0] if gets else file.complainant
    street = (file.customer.address if file.customer else "") or file.case.address
    if gets and gets[0].address:
        street = gets[0].address
    if not who.name or not street:
        raise Refusal(
            _("Name and address of the customer are both needed on a letter for the post."),
            _("Add them to the case, or print the letter without an address."),
            field="address_place",
            code="no_address",
        )
    name = printed(desk, who.name, who.printed_name)
    if bad := unprintable(desk, street) or ("" if name else unprintable(desk, who.name)):
        raise Refusal(
            _("No font can print {characters}.").format(characters=bad[:20]),
            _("On an envelope the name and the address stand in Chinese: put them right."),
            field="address_place",
            code="glyph",
        )
    if letter.language == "en":
        return f"{addressed_as(name, who.salutation, 'en', whole=bool(who.printed_name))}\n{street}"
    form = who.salutation if who.salutation in ("先生", "女士") else ""
    return f"{street}\n{name}{form}（收）"


@service("letter.print_as", May.WRITE_LETTER)
def print_letter_as(
    desk: Desk,
    who: Actor,
    letter_id: str,
    *,
    size: LetterSize | None = None,
    address_place: AddressPlace | None = None,
) -> Letter:
    """Choose how a draft will be printed; what is submitted keeps the look that was chosen."""
    with letter_act(desk, who, "letter.print_as", letter_id) as (act, _case, _now):
        letter = in_state(act, letter_id, LetterState.DRAFT)
        chosen = replace(
            letter,
            size=size or letter.size,
            address_place=address_place or letter.address_place,
        )
        postal_address(desk, act, chosen)
        act.put(chosen)
        act.commit()
    return kept(desk, letter_id)


@service("seal.show", May.READ, writes=False)
def show_seal(desk: Desk, who: Actor) -> SealReport:
    """The seal and the fonts that letters are printed with here, checked again."""
    from desk.letter.faces import faces

    fonts = faces(desk.stationery.fonts).own
    with desk.store.read() as book:
        (branch,) = book.find(Branch, limit=1)
    seal = desk.stationery.seal(branch.seal)
    if seal is None:
        return SealReport(fonts=fonts)
    checked = checked_seal(seal.content)
    return SealReport(
        sha256=seal.sha256, picture=seal.ending[1:], warnings=checked.warnings, fonts=fonts
    )


@service("seal.use", May.MANAGE_BOOK)
def use_seal(desk: Desk, who: Actor, content: bytes) -> SealReport:
    """Print a picture as the seal of the unit from now on; with no content, leave a free place.

    The book keeps the hash of the picture, the journal who put it in use.
    """
    now = desk.clock.now()
    seal = checked_seal(content) if content else None
    with desk.store.act("seal.use", staff_id=who.staff_id, at=now) as act:
        (branch,) = act.find(Branch, limit=1)
        if seal is not None:
            desk.stationery.keep(seal)
        act.put(replace(branch, seal=seal.sha256 if seal else ""))
        act.commit()
    if seal is None:
        desk.stationery.drop()
    return show_seal(desk, who)
