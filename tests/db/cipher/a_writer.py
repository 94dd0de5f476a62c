"""A program that keeps what nobody may find again: run by itself, and killed while it writes."""

import sys
from pathlib import Path

from db import open_book
from db.bare import key_file_of
from db.cipher import keyfile
from db.cipher.vault import BookVault
from tests.builders import MONDAY, a_branch, a_case, a_customer, a_staff

CANARY = "金丝雀在煤矿里唱歌"
PHONE = "13987654321"
PASSPHRASE = "correct horse battery"


def main(path: Path, encrypted: bool) -> None:
    """Write until killed; one line for each act that was confirmed."""
    if encrypted:
        keyfile.COST = keyfile.Cost(1, 8, 1)
        BookVault().make(path, PASSPHRASE)
    assert key_file_of(path).exists() is encrypted
    store = open_book(path, create=True)
    clerk = a_staff("1001")
    with store.act("book.init", staff_id="", at=MONDAY) as act:
        act.add(a_branch(), clerk)
        act.commit()
    for number in range(10**6):
        customer = a_customer(name=CANARY[:4], phone=PHONE)
        case = a_case(clerk.id, number + 1, narrative=f"{CANARY}{number}。" * 300)
        with store.act("case.register", staff_id=clerk.id, at=MONDAY, case_id=case.id) as act:
            act.add(customer, case)
            act.commit()
        with store.read() as book:
            book.find(type(case), order="narrative", limit=1)
        if number % 5 == 0:
            store.scrub()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "encrypted")
