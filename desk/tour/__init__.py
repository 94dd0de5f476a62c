"""The tour of the made-up branch: what each step tells, as data, and how far somebody came."""

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from desk.i18n import _
from desk.refusals import Fault
from desk.system_words import why
from desk.whole_file import write_whole

_STEPS = Path(__file__).with_name("steps.toml")
_TOKEN = re.compile(r"\{([^{}]+)\}")


class Piece(NamedTuple):
    """A piece of what a step tells: words, a key of the registry by its id, or text to type."""

    kind: str
    text: str


WORDS, KEY, TYPED = "words", "key", "typed"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `text` names every key to press and everything to type, in order."""

    id: str
    title: str
    text: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text in pieces: {intake.take} and {enter} are keys, {=…} is typed as it stands."""
        found = []
        for place, part in enumerate(_TOKEN.split(self.text)):
            if part:
                kind = (TYPED if part.startswith("=") else KEY) if place % 2 else WORDS
                found.append(Piece(kind, part[1:] if kind == TYPED else part))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody came: the step, and the case they registered; `left` while they rest."""

    step: str = ""
    reference: str = ""
    left: bool = False


@cache
def steps(language: str) -> tuple[Step, ...]:
    """The steps in order, in one of `i18n.LANGUAGES`."""
    import tomllib

    data = tomllib.loads(_STEPS.read_text(encoding="utf-8"))
    return tuple(
        Step(one["id"], one[language]["title"], " ".join(one[language]["text"].split()))
        if language == "en"
        else Step(one["id"], one[language]["title"], "".join(one[language]["text"].splitlines()))
        for one in data["step"]
    )


class TourNotes:
    """Where it is kept how far somebody came: a small file in the demo's data folder."""

    def __init__(self, home: Path | None = None) -> None:
        self._path = home / "tour.json" if home is not None else None
        self._last: Progress | None = None

    def read(self) -> Progress | None:
        """How far it went; None where no tour was ever begun, or where that cannot be read."""
        if self._path is None:
            return self._last
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return Progress(str(found["step"]), str(found["reference"]), bool(found["left"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, progress: Progress) -> None:
        """Keep it; the tour goes on where it was left."""
        self._last = progress
        if self._path is None:
            return
        try:
            write_whole(self._path, json.dumps(asdict(progress)).encode())
        except OSError as error:
            raise Fault(
                _("How far the tour went cannot be kept: {why}").format(why=why(error))
            ) from error
