"""How we speak of customers: words of our own that push away, and what to say in their place.

What stands in quotation marks is somebody else's voice and is left alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.playbook.entries import Phrase, PhraseKind
from desk.playbook.wording import Matcher

CAUGHT = (PhraseKind.PUSH_AWAY, PhraseKind.BLAME, PhraseKind.INTERROGATE)
"""Kinds of phrases that are caught while a person writes."""
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"|‘[^’]*’")
_BREAK = re.compile(r"[，。！？；：,!?;:\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Words of a text that push away: where they stand, why they hurt, what to say instead."""

    start: int
    end: int
    words: str
    why: str
    instead: str


class Manner:
    """The phrases of a playbook, ready to read any text; built once."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = [phrase for phrase in phrases if phrase.kind in CAUGHT]
        self._matcher = Matcher(
            (word, number) for number, phrase in enumerate(self._phrases) for word in phrase.words
        )

    def slips(self, text: str, theirs: Sequence[str] = ()) -> tuple[Slip, ...]:
        """Every slip in our own voice, in the order of the text; `theirs` are others' sentences."""
        ours = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        for one in sorted(filter(None, theirs), key=len, reverse=True):
            ours = ours.replace(one, " " * len(one))
        return tuple(
            Slip(
                start=start,
                end=end,
                words=text[start:end],
                why=self._phrases[number].why,
                instead=self._phrases[number].instead,
            )
            for start, end, number in self._matcher.hits(ours)
        )


def mended(text: str, slip: Slip) -> str:
    """`text` with the clause in which the slip stands replaced by the better words."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    start = max((end for _start, end in breaks if end <= slip.start), default=0)
    end = min((start for start, _end in breaks if start >= slip.end), default=len(text))
    instead = slip.instead
    if end < len(text) and instead and _BREAK.match(instead[-1]):
        instead = instead[:-1]
    lead = text[start:end]
    return text[:start] + lead[: len(lead) - len(lead.lstrip())] + instead + text[end:]
