"""What must be true of a data folder after a program that worked in it was killed."""

import hashlib
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from db import open_book
from db.backup import COUNTED
from db.book import KeptBook
from desk.case import Case, Party
from desk.casework import Contact
from desk.clock import SetClock
from desk.customer import Customer, Draft
from desk.customer_file import ImportRun
from desk.enums import LetterState, PartyRole, Role
from desk.letter.life import Document, Letter
from desk.papers import Attachment, Content
from desk.places import Places
from desk.point import IssuePoint
from desk.services.book import open_desk, verify_book
from desk.settings import read_settings
from desk.staff.model import Staff, actor_of
from desk.task import Task
from tests.crash.beginnings import wrong_begun, wrong_moved
from tests.crash.deeds import BATCH
from tests.crash.life import Proof, last_moment, the_hall

REGISTERING = ("case.register", "case.inquire")
"""Acts that begin a case."""
Said = tuple[str, str, Proof]
"""A line that a program wrote: kind, act, proof."""


def wrong_in(home: Path, said: Sequence[Said], *, lasting: bool = True) -> list[str]:
    """What is not as it must be, one sentence each, beginning with one word for its kind.

    With `lasting` one more case is registered, by a clock that is ahead of this computer's.
    """
    found = list(_files(home))
    confirmed = {
        str(proof["path"]) for kind, _act, proof in said if kind == "done" and "path" in proof
    }
    found += wrong_begun(home, confirmed)
    found += wrong_moved(home, confirmed)
    # The next start is nothing but this: no repair, no question, no waiting.
    with closing(open_book(Places(home).book)) as store:
        with closing(sqlite3.connect(store.path)) as bare:
            if (answer := bare.execute("PRAGMA quick_check").fetchall()) != [("ok",)]:
                found.append(f"damaged: {answer}")
        desk = open_desk(store, SetClock(last_moment(home)))
        with store.read() as book:
            manager = actor_of(book.find(Staff, role=Role.MANAGER)[0])
        found += [f"verify: {one}" for one in verify_book(desk, manager)]
        with store.read() as book:
            found += _halves(book)
            for kind, act, proof in said:
                if kind == "done" and act in HOLDS and not HOLDS[act](book, proof):
                    found.append(f"lost: {act} {proof} was confirmed and is not there")
            found += _doubles(book, said)
        if lasting and not (hall := the_hall(store)).file(hall.register()).points:
            found.append("stuck: nothing can be registered any more")
    return found


# -- whole or absent ----------------------------------------------------------------------


def _halves(book: KeptBook) -> Iterator[str]:
    """Acts that left some of their rows, seen without the help of the journal's hashes."""
    begun: dict[str, int] = {}
    for entry in book.journal(limit=1_000_000):
        if entry.act in REGISTERING:
            begun[entry.case_id] = begun.get(entry.case_id, 0) + 1
    for case in book.find(Case):
        if begun.pop(case.id, 0) != 1:
            yield f"half: {case.reference} without its entry in the journal"
        named = re.search(r"共(\d+)件事", case.narrative)
        points = len(book.find(IssuePoint, case_id=case.id))
        if named and points != int(named[1]):
            yield f"half: {case.reference} has {points} of {named[1]} points"
        if len(book.find(Party, case_id=case.id, role=PartyRole.COMPLAINANT)) != 1:
            yield f"half: {case.reference} without its customer"
    for case_id in begun:
        yield f"half: the journal knows a case {case_id} that is not there"
    serials = sorted(letter.serial for letter in book.find(Letter) if letter.serial)
    if serials != list(range(1, len(serials) + 1)):
        yield f"half: the letters have the numbers {serials}"
    for run in book.find(ImportRun):
        if run.rows_read % BATCH:
            yield f"half: {run.rows_read} rows of {run.name} are no whole batch"
    kept = sum(run.added for run in book.find(ImportRun))
    if (there := sum(c.name[1:].isdigit() for c in book.find(Customer))) != kept:
        yield f"half: {there} customers came in and {kept} were counted"


def _doubles(book: KeptBook, said: Sequence[Said]) -> Iterator[str]:
    """What was cut off without an answer is there once or not at all."""
    for kind, _act, proof in said:
        if kind == "trying" and len(book.find(Case, request_id=proof["request"])) > 1:
            yield f"half: {proof['request']} was registered twice"


# -- what was confirmed -------------------------------------------------------------------


def _registered(book: KeptBook, proof: Proof) -> bool:
    found = book.find(Case, reference=proof["reference"], request_id=proof["request"])
    return bool(found) and len(book.find(IssuePoint, case_id=found[0].id)) == proof["points"]


def _is_case(book: KeptBook, proof: Proof) -> bool:
    return bool(book.find(Case, reference=proof["reference"]))


def _contact(book: KeptBook, proof: Proof) -> bool:
    [case] = book.find(Case, reference=proof["reference"])
    return any(one.text == proof["text"] for one in book.find(Contact, case_id=case.id))


def _task(book: KeptBook, proof: Proof) -> bool:
    return any(one.matter == proof["matter"] for one in book.find(Task, number=proof["number"]))


def _draft(book: KeptBook, proof: Proof) -> bool:
    found = book.find(Draft, form="intake", subject=proof["subject"])
    return bool(found) and len(json.loads(found[0].content)["narrative"]) >= proof["length"]


def _letter(book: KeptBook, proof: Proof) -> bool:
    found = book.get(Letter, proof["id"])
    if found is None or found.state is LetterState.DRAFT:
        return False
    issued = proof["state"] == "issued"
    return not issued or (
        found.number == proof["number"] and bool(book.find(Document, letter_id=found.id))
    )


def _attached(book: KeptBook, proof: Proof) -> bool:
    found = book.find(Content, sha256=proof["sha256"])
    sizes = [len(one.content) for one in found]
    return sizes == [proof["size"]] and bool(book.find(Attachment, sha256=proof["sha256"]))


def _imported(book: KeptBook, proof: Proof) -> bool:
    run = book.get(ImportRun, proof["id"])
    return run is not None and run.rows_read >= proof["rows"]


def _staff(book: KeptBook, proof: Proof) -> bool:
    return bool(book.find(Staff, number=proof["number"]))


def _file(_book: KeptBook, proof: Proof) -> bool:
    path = Path(proof["path"])
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == proof["sha256"]


def _text(_book: KeptBook, proof: Proof) -> bool:
    path = Path(proof["path"])
    return path.is_file() and path.read_bytes().endswith(b"\n")


def _backup(_book: KeptBook, proof: Proof) -> bool:
    # Whether it can be trusted is looked at with all the other files.
    return Path(proof["path"]).is_file()


HOLDS: dict[str, Callable[[KeptBook, Proof], bool]] = {
    "register": _registered,
    "case": _is_case,
    "answered": _is_case,
    "contact": _contact,
    "task": _task,
    "draft": _draft,
    "letter": _letter,
    "attached": _attached,
    "imported": _imported,
    "staff": _staff,
    "file": _file,
    "text": _text,
    "backup": _backup,
}
"""Whether what was confirmed is there. What became of whole folders is looked at with these."""


# -- files --------------------------------------------------------------------------------


def _files(home: Path) -> Iterator[str]:
    """Files under their final name that are not whole."""
    for path in sorted(home.rglob("*")):
        if path.is_file() and not path.name.endswith((".part", ".new")) and not _whole(path):
            yield f"half: the file {path.name} of {path.stat().st_size} bytes"
    if problem := read_settings(Places(home).settings).problem:
        yield f"half: {problem}"


def _whole(path: Path) -> bool:
    if path.suffix == ".pdf":
        content = path.read_bytes()
        return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    if path.suffix == ".xlsx":
        return zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
    if path.name.startswith("digest-"):
        return path.read_bytes().endswith(b"\n")
    if path.suffix == ".csv" and path.parent.name != "lists":
        return path.read_bytes().endswith(b"\n")
    if path.suffix == ".db" and (path.parent.name == "backups" or ".before-" in path.name):
        return _whole_book(path)
    return True


def _whole_book(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as copy:
        try:
            for table in COUNTED:
                copy.execute(f"SELECT count(*) FROM {table}").fetchone()
            checked = copy.execute("PRAGMA quick_check").fetchall()
        except sqlite3.DatabaseError:
            return False
    return bool(checked == [("ok",)])


def leftovers(home: Path) -> int:
    """Unfinished files that lie about under a name of their own."""
    return sum(path.name.endswith(".part") for path in home.rglob("*"))
