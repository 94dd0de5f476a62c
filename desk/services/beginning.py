"""The first start: branch, first person and sealed code in one book, or no book at all."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desk.branch import Branch
from desk.branch_rules import changed_branch
from desk.calendar import WorkCalendar
from desk.calendar_typed import with_hours
from desk.clock import Clock
from desk.enums import Role
from desk.forms import StaffForm
from desk.hours import BranchHours
from desk.i18n import _, current
from desk.ids import new_id
from desk.places import Places
from desk.ports import Store
from desk.private import make_folder
from desk.refusals import Fault, Refusal
from desk.system_words import why
from desk.text import clean_line
from desk.whole_file import take_name, write_whole

if TYPE_CHECKING:
    from desk.encryption import Vault

_DRAFT = "first-start.json"

ZONE = "Asia/Shanghai"
_WEEKDAYS, _WEEKEND = "mon,tue,wed,thu,fri", "sat,sun"
_UNFINISHED = ".first-"
"""How the folder is called in which a book is made, until it is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstForm:
    """What is asked before there is a book; a refusal names the field by the names here.

    `weekdays` and `weekend` are opening times as they are typed ("08:30-12:00 13:30-17:30",
    "closed"); "" leaves the ordinary ones.
    """

    branch: str
    name: str
    unit: str = ""
    number: str
    lead_name: str
    role: str = Role.MANAGER.value
    weekdays: str = ""
    weekend: str = ""
    letter_word: str = ""
    address: str = ""
    phone: str = ""
    supervision_phone: str = "12398"
    timezone: str = ZONE
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What was set up; `sealed_code` and `recovery` are told this once."""

    book: Path
    branch: str
    name: str
    number: str
    sealed_code: str
    recovery: str = ""
    warnings: tuple[str, ...] = ()


def begin(
    places: Places,
    open_store: Callable[[Path, bool], Store],
    clock: Clock,
    form: FirstForm,
    pin: str,
    *,
    seal: bytes = b"",
    vault: "Vault | None" = None,
    passphrase: str = "",
) -> Begun:
    """Set up the book of a branch; it stands in its place once it is whole, or not at all.

    `seal` is the picture printed as the unit's seal, b"" leaves its place free. With a `vault` the
    book is encrypted under `passphrase` from its first byte on.
    """
    from desk.letter.stationery import checked_seal
    from desk.services.book import init_book
    from desk.services.people import sign_in
    from desk.services.way_back import seal as seal_code
    from desk.staff.pin import hash_pin

    row, picture = branch_of(form), checked_seal(seal) if seal else None
    if picture is not None:
        row = replace(row, seal=picture.sha256)
    if not clean_line(form.lead_name):
        raise Refusal(_("The name is missing."), field="lead_name", code="missing")
    # Judged before a file is made: a refused set-up leaves nothing behind.
    hash_pin(pin, form.number)
    if places.book.exists():
        raise _stands(places.book)
    there = places.home.exists()
    data_folder(places.home)
    recovery = ""
    try:
        with _unfinished(places.home) as part:
            if vault is not None:
                recovery = vault.make(part.book, passphrase).recovery
            if picture is not None:
                part.stationery.keep(picture)
            store = open_store(part.book, True)
            try:
                lead = StaffForm(number=form.number, name=form.lead_name, role=form.role)
                desk = init_book(store, clock, row, lead, pin)
                who = sign_in(desk, form.number, pin)
                code = seal_code(desk, who)
            finally:
                store.close()
            _settle(part, places)
    except BaseException:
        if not there:
            with suppress(OSError):
                places.home.rmdir()
        raise
    with suppress(OSError):
        (places.home / _DRAFT).unlink(missing_ok=True)
    return Begun(
        book=places.book,
        branch=desk.branch.code,
        name=desk.branch.name,
        number=who.number,
        sealed_code=code,
        recovery=recovery,
        warnings=picture.warnings if picture is not None else (),
    )


def branch_of(form: FirstForm) -> Branch:
    """The row of the branch as it was entered; refuses times and zones that are none."""
    zone = _zone(form.timezone)
    hours = BranchHours(zone=zone)
    for days, times, field in (
        (_WEEKDAYS, form.weekdays, "weekdays"),
        (_WEEKEND, form.weekend, "weekend"),
    ):
        if not clean_line(times):
            continue
        try:
            hours = with_hours(hours, days, clean_line(times))
        except Refusal as refusal:
            raise Refusal(refusal.message, refusal.hint, field=field, code=refusal.code) from None
    branch = Branch(
        id=new_id(),
        code=form.branch,
        name=clean_line(form.name),
        unit=clean_line(form.unit) or clean_line(form.name),
        letter_word=clean_line(form.letter_word),
        address=clean_line(form.address),
        phone=clean_line(form.phone),
        supervision_phone=clean_line(form.supervision_phone),
        timezone=zone,
        language=form.language or current(),
    )
    if hours == BranchHours(zone=zone):
        return branch
    return changed_branch(branch, WorkCalendar(), hours)


class Beginner(Protocol):
    """What the first screen asks of the computer where there is no book yet."""

    @property
    def home(self) -> Path:
        """The data folder."""
        ...

    def check(self) -> None:
        """Refuse a folder in which nothing can be kept."""
        ...

    def begin(self, form: FirstForm, pin: str, seal: bytes, theme: str) -> Begun:
        """Set up the book, and keep language and look for this computer."""
        ...

    def kept(self) -> dict[str, str]:
        """What was typed before the first start was interrupted."""
        ...

    def keep(self, typed: dict[str, str]) -> None:
        """Keep what was typed, which never holds a PIN; an empty one takes it away."""
        ...


def kept_draft(home: Path) -> dict[str, str]:
    """What was typed at a first start that was interrupted; nothing where it cannot be read."""
    try:
        found = json.loads((home / _DRAFT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def keep_draft(home: Path, typed: dict[str, str]) -> None:
    """Keep what was typed so far in the data folder; an empty one takes it away."""
    path = home / _DRAFT
    try:
        if not typed:
            path.unlink(missing_ok=True)
            return
        make_folder(home)
        write_whole(path, json.dumps(typed, ensure_ascii=False).encode())
    except OSError as error:
        raise _not_kept(home, error) from error


def data_folder(home: Path) -> None:
    """Make the data folder where it is not there yet."""
    try:
        make_folder(home)
    except OSError as error:
        raise Refusal(
            _("The data folder {path} cannot be made.").format(path=home),
            _("Name another one with --at: {reason}").format(reason=why(error)),
            field="at",
            code="no_folder",
        ) from error


def may_begin(home: Path) -> None:
    """Refuse a data folder in which nothing can be kept, before anything is asked."""
    there = home.exists()
    data_folder(home)
    try:
        shutil.rmtree(tempfile.mkdtemp(dir=home, prefix=_UNFINISHED))
        if not there:
            home.rmdir()
    except OSError as error:
        raise _not_kept(home, error) from error


@contextmanager
def _unfinished(home: Path) -> Iterator[Places]:
    """A folder of its own beside the book's place, which goes with whatever is left in it."""
    for left in home.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        folder = Path(tempfile.mkdtemp(dir=home, prefix=_UNFINISHED))
    except OSError as error:
        raise _not_kept(home, error) from error
    try:
        yield Places(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settle(part: Places, places: Places) -> None:
    """Give everything its place, the book last: where it stands, all of it stands."""
    try:
        for path in sorted(part.home.iterdir()):
            if path != part.book and path.name.startswith(("seal.", part.key.name)):
                path.replace(places.home / path.name)
        take_name(part.book, places.book)
    except FileExistsError:
        raise _stands(places.book) from None
    except OSError as error:
        raise _not_kept(places.home, error) from error


def _stands(book: Path) -> Refusal:
    return Refusal(
        _("There is a book already: {path}").format(path=book),
        _("Open it with “desk”, or name another folder with --at."),
        field="at",
        code="file_exists",
    )


def _not_kept(home: Path, error: OSError) -> Fault:
    return Fault(
        _("Nothing can be kept in {path}: {why}").format(path=home, why=why(error)),
        _("Start Desk with another folder (desk --at FOLDER), or ask whoever looks after this PC."),
    )


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise Refusal(
            _("There is no time zone “{name}”.").format(name=clean_line(name)),
            _("In China it is Asia/Shanghai, or Asia/Urumqi where that is the office's time."),
            field="timezone",
            code="bad_timezone",
        ) from error
