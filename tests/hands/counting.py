"""The twelve daily jobs as keys: what is pressed and why, counted, and timed by a stated model."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "hands.toml"

KEY_SECONDS = 0.28
"""A key of somebody who types daily but does not touch-type for a living (40 words a minute)."""
REACH_SECONDS = 0.4
"""The hand leaves the letters for a function key or a chord with Ctrl, and comes back."""
THINK_SECONDS = 1.35
"""Before an act that is not the mere end of the one before it."""
WORD_SECONDS = 0.6
"""A Chinese character through an input method: a hundred in a minute."""

PLAIN = frozenset({"enter", "tab", "space", "up", "down", "left", "right", "pagedown", "pageup"})
ENDING = frozenset({"enter", "tab"})
"""Keys that end what was typed; nobody stops to think before them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One key, or words that are typed; `why` says what the key is for, by language."""

    key: str
    typed: str
    why: dict[str, str]

    @property
    def is_key(self) -> bool:
        """Whether it counts as a key and not as something that has to be typed in any case."""
        return bool(self.key)


@dataclass(frozen=True, slots=True)
class Job:
    """A job from where it begins to where it is done. `before` is how many keys it once took."""

    id: str
    who: str
    name: dict[str, str]
    ends: dict[str, str]
    before: int
    steps: tuple[Step, ...]

    @property
    def keys(self) -> int:
        """How many keys it takes beside what is typed."""
        return sum(step.is_key for step in self.steps)

    @property
    def typed(self) -> int:
        """How many characters are typed: digits, names, the customer's words."""
        return sum(len(step.typed) for step in self.steps)

    @property
    def seconds(self) -> float:
        """How long an expert takes by the model, their typing included."""
        return seconds(self.steps)


def seconds(steps: Sequence[Step]) -> float:
    """The keystroke-level model of Card, Moran and Newell (1980), without a mouse.

    One thinks before each act, not before the key that ends what was typed, and not before the
    same key again.
    """
    spent, before = 0.0, Step("", "", {})
    for step in steps:
        if not step.is_key:
            spent += THINK_SECONDS + sum(
                KEY_SECONDS if char.isascii() else WORD_SECONDS for char in step.typed
            )
        else:
            follows = step.key in ENDING and bool(before.typed)
            again = step.key == before.key
            plain = step.key in PLAIN or len(step.key) == 1
            spent += 0 if follows or again else THINK_SECONDS
            spent += KEY_SECONDS + (0 if plain else REACH_SECONDS)
        before = step
    return spent


def jobs() -> tuple[Job, ...]:
    """All of them, as the data tells."""
    content = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(_job(one) for one in content["job"])


def _job(one: dict[str, Any]) -> Job:
    return Job(
        id=one["id"],
        who=one["who"],
        name={"zh_CN": one["zh"], "en": one["en"]},
        ends={"zh_CN": one["ends_zh"], "en": one["ends_en"]},
        before=one["before"],
        steps=tuple(
            Step(
                step.get("key", ""),
                step.get("type", ""),
                {"zh_CN": step.get("zh", ""), "en": step.get("en", "")},
            )
            for step in one["steps"]
        ),
    )
