"""Every key of Desk, once. Bindings, the line of keys, help and the palette are made from here.

A table stands in one module per scope: `everywhere` here, each room in a module of its own
(`screens/keys/<room>.py` with a tuple `KEYS`). A new room adds such a module and its name
to `SCOPES`; `tests/screens/test_keys.py` then looks for clashes, dead keys and missing help.

While a Chinese input method is on, letters never reach the program: `keys` are function keys
or ctrl+letter; plain letters may stand in `second`, for places without a text field.
"""

from functools import cache
from importlib import import_module
from typing import NamedTuple

from textual.binding import Binding

DEAD = frozenset(
    {
        # Arrive as backspace, tab, enter, or not at all.
        *("ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+space", "alt+f", "alt+b"),
        *(f"alt+{digit}" for digit in range(10)),
        # Belong to copying in many terminals, or end the program.
        *("ctrl+c", "ctrl+backslash"),
    }
)
"""Keys that never arrive as themselves, or that belong to the terminal."""

TAKEN_BY_TERMINALS = frozenset({"f1", "f10", "f11"})
"""Some terminals keep these; whoever uses one needs a second key."""

SCOPES = (
    "everywhere",
    "sign_in",
    "first",
    "board",
    "intake",
    "registered",
    "case",
    "notice",
    "back",
    "reply",
    "approvals",
    "templates",
    "doubles",
    "retention",
    "backups",
    "insight",
    "incident",
    "calendar",
    "staff",
    "find",
    "customer",
    "dialog",
)
"""The tables there are; each but the first may be a room's name."""


class Key(NamedTuple):
    """One thing a key does.

    `word` and `tip` are English texts marked with `N_`: the word in the line of keys and the
    whole sentence in help. `action` is a Textual action, on the app for `everywhere`, else on
    the room's screen. `footer` orders the line of keys; 0 keeps it out. `keys` may be empty for
    what is done seldom: then the palette leads to it, and the room's menu where it has one.
    """

    id: str
    keys: str
    word: str
    tip: str
    action: str
    second: str = ""
    footer: int = 0
    priority: bool = True

    @property
    def first(self) -> str:
        """The key that is shown."""
        return self.keys.split(",")[0]

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key that does it, second names last."""
        return tuple(k for k in f"{self.keys},{self.second}".split(",") if k)


@cache
def table(scope: str) -> tuple[Key, ...]:
    """The keys of one scope, in the order of its module."""
    found: tuple[Key, ...] = import_module(f"screens.keys.{scope}").KEYS
    return found


@cache
def bindings(scope: str) -> list[Binding]:
    """The Textual bindings of a scope.

    Keys with priority work from inside every field; second names never have it, so that a
    letter typed in a field stays a letter.
    """
    made = []
    for key in table(scope):
        if key.keys:
            made.append(
                Binding(
                    key.keys, key.action, key.word, show=False, priority=key.priority, id=key.id
                )
            )
        if key.second:
            made.append(
                Binding(key.second, key.action, key.word, show=False, id=f"{key.id}.second")
            )
    return made


_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "delete": "Del",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "circumflex_accent": "^",
    "slash": "/",
    "underscore": "/",
    "right_square_bracket": "]",
}


def spoken(key: str) -> str:
    """A key as it is printed on the keyboard: "ctrl+s" → "Ctrl+S"."""
    parts = key.split("+")
    last = _NAMES.get(parts[-1], parts[-1].upper() if len(parts[-1]) < 4 else parts[-1].title())
    return "+".join([*(part.title() for part in parts[:-1]), last])


@cache
def named() -> dict[str, Key]:
    """Every key by its id."""
    return {key.id: key for scope in SCOPES for key in table(scope)}


def name_of(key: str) -> str:
    """What is printed on a key: one of the tables by its id, or a plain one by its name."""
    known = named().get(key)
    return spoken(known.all_keys[0] if known is not None else key)
