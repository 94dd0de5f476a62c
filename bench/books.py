"""Books for measuring: an empty one with a lead, and the demo's."""

from pathlib import Path

from desk.branch import Branch
from desk.clock import SystemClock
from desk.forms import StaffForm

NUMBER, PIN = "1001", "739146"


def empty_home(home: Path) -> dict[str, str]:
    """A data folder with a book and one lead; the environment that makes Desk use it."""
    from db import open_book
    from desk.services.book import init_book

    home.mkdir(parents=True, exist_ok=True)
    store = open_book(home / "desk.db", create=True)
    branch = Branch(id="", code="HD01", name="临江供电营业厅", unit="临江供电公司", letter_word="")
    init_book(store, SystemClock(), branch, StaffForm(number=NUMBER, name="方远", role="lead"), PIN)
    store.close()
    return {"DESK_HOME": str(home), "LC_ALL": "zh_CN.UTF-8"}


def demo_home(home: Path) -> tuple[dict[str, str], str, str]:
    """A data folder with the demo's book; its environment, a clerk's number and PIN."""
    from db.samples import PIN as DEMO_PIN
    from db.samples import STAFF, make_demo
    from desk.enums import Role

    home.mkdir(parents=True, exist_ok=True)
    make_demo(home / "desk.db").store.close()
    clerk = next(form for form in STAFF if form.role == Role.CLERK)
    return {"DESK_HOME": str(home), "LC_ALL": "zh_CN.UTF-8"}, clerk.number, DEMO_PIN
