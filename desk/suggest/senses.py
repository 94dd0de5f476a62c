"""Words of one sense, so that what was learnt from one manner of speech serves another."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desk.playbook.wording import NUMERALS, fold

FILE = Path(__file__).parent / "wording.toml"
_NUMBER = re.compile(f"[{NUMERALS.replace('多', '').replace('来', '')}]+")


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of each run of characters, and the words that colour all that is told."""

    of_run: Mapping[str, tuple[str, ...]]
    whole: Mapping[str, tuple[str, ...]]

    def held(self, runs: Iterable[str]) -> set[str]:
        """The senses of a clause by its runs."""
        known = self.of_run
        return {sense for run in runs if run in known for sense in known[run]}

    def colours(self, folded: str) -> list[str]:
        """What kind of telling it is: thanks, a question, a proposal …"""
        return [name for name, words in self.whole.items() if any(w in folded for w in words)]


def without_numbers(folded: str) -> str:
    """A folded text with a "#" for every number."""
    return _NUMBER.sub("#", folded)


def read(path: Path = FILE) -> Senses:
    """The senses of a file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    of_run: dict[str, tuple[str, ...]] = {}
    for sense, words in rows["senses"].items():
        for word in without_numbers(fold(words)).split():
            of_run[word] = (*of_run.get(word, ()), sense)
    whole = {name: tuple(fold(words).split()) for name, words in rows["whole"].items()}
    return Senses(of_run, whole)


@cache
def shipped() -> Senses:
    """The senses that come with Desk, read once."""
    return read()
