"""The first start at a computer: a new book, or the one from before out of a backup."""

import sys

from desk.i18n import _
from desk.pasted import path_of
from desk.places import Places
from desk.refusals import Refusal
from desk.text import clean_line


def first_words(places: Places) -> list[str]:
    """Ask how to begin where there is no book yet; the words of the command that does it."""
    sys.stderr.write(
        _("There is no book in {path} yet. A few questions, and it is set up.").format(
            path=places.home
        )
        + "\n"
        + _("Ctrl+C stops. “desk demo” shows a made-up branch instead.")
        + "\n"
    )
    while True:
        typed = _asked(_("A backup to go on with? Type its path, or Enter for a new book: "))
        if not typed:
            return ["init"]
        try:
            path = path_of(typed)
        except Refusal as refusal:
            sys.stderr.write(f"{refusal.message} {refusal.hint}\n")
            continue
        number = _asked(_("Your staff number: "))
        return [*(["--staff", number] if number else []), "restore", str(path)]


def _asked(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return clean_line(sys.stdin.readline())
