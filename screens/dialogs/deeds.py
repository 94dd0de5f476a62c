"""What the list of all actions knows: what can be done here, what elsewhere, and why not now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.i18n import N_, _
from screens.keys import Key, named, spoken, table
from screens.rooms import ROOMS
from screens.theme import THEMES

if TYPE_CHECKING:
    from screens.app import DeskApp
    from screens.base import DeskScreen

ENTERED = {
    "board": "board",
    "intake": "new_case",
    "notice": "notice",
    "approvals": "letters",
    "customer": "customer",
    "insight": "insight",
    "incident": "incidents",
    "calendar": "calendar",
    "staff": "staff",
    "templates": "templates",
    "doubles": "doubles",
    "retention": "retention",
    "backups": "backups",
}
"""Rooms that are entered from anywhere, by the id of the key that leads there."""
OF_A_CASE = ("registered", "case", "reply", "back")
"""Rooms that need a case first."""
EVERYDAY = {
    "board.shift": N_("end of shift / going home / handover"),
    "board.blanks": N_("power cut / paper forms"),
    "approvals.issue": N_("stamp / number a letter"),
    "approvals.print": N_("print a letter / print for the stamp"),
    "registered.slip": N_("print the slip / receipt"),
    "lock": N_("leave the seat / away"),
    "export": N_("Excel / table"),
    "case.follow_up": N_("phone the customer / call back"),
    "case.hand_over": N_("give to a colleague"),
}
"""What people call an action, where that is not its name: by the id of its key."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the list; `run` is a Textual action, `own` when it belongs to the room.

    `why` says why it cannot be done now. `far` is what another room does: `run` leads there.
    `also` are everyday words for it.
    """

    words: str
    english: str
    tip: str
    key: str
    run: str
    own: bool
    why: str = ""
    far: bool = False
    also: tuple[str, ...] = ()


def deeds_of(app: "DeskApp") -> list[Deed]:
    """Everything that can be looked for, in the order in which it is listed."""
    room = app.room
    here = list(_of_room(room)) if room is not None and room.scope else []
    far = _elsewhere(room.scope if room is not None else "")
    return [*here, *_of_all(app), *_looks(), *far]


def _of_room(room: "DeskScreen") -> Iterator[Deed]:
    for key in table(room.scope):
        name, arguments = parted(key.action)
        can = room.check_action(name, arguments)
        if can is not False:
            yield _deed(key, own=True, why="" if can else room.why_not(name) or _not_now())


def _of_all(app: "DeskApp") -> Iterator[Deed]:
    for key in table("everywhere"):
        name, arguments = parted(key.action)
        can = app.check_action(name, arguments)
        if can is not False and key.id not in ("palette", "back"):
            yield _deed(key, own=False, why="" if can else app.why_not(name) or _not_now())


def _looks() -> Iterator[Deed]:
    words = {"day": _("Look: day"), "night": _("Look: night")}
    for theme in THEMES:
        word = words.get(theme.name, _("Look: high contrast"))
        yield Deed(word, theme.name, _("Change the colours."), "", f"look('{theme.name}')", False)


def _elsewhere(scope: str) -> Iterator[Deed]:
    for name, by in ENTERED.items():
        if name != scope:
            way = named()[by]
            for key in table(name):
                words = _("In “{room}”: {tip}").format(room=_(ROOMS[name].title), tip=_(key.tip))
                there = key if key.first else named().get(f"{name}.more", key)
                by = " ".join(spoken(one.first) for one in (way, there) if one.first)
                yield _deed(key, own=False, tip=words, run=way.action, by=by, far=True)
    for name in OF_A_CASE:
        if name != scope:
            for key in table(name):
                why = _("Open a case first; it is done in “{room}”.")
                yield _deed(key, own=False, why=why.format(room=_(ROOMS[name].title)), far=True)


def _deed(
    key: Key,
    *,
    own: bool,
    why: str = "",
    tip: str = "",
    run: str = "",
    by: str | None = None,
    far: bool = False,
) -> Deed:
    shown = spoken(key.first) if by is None else by
    also = tuple(_(EVERYDAY[key.id]).split(" / ")) if key.id in EVERYDAY else ()
    tip, run = tip or _(key.tip), run or key.action
    return Deed(_(key.word), key.word, tip, shown, run, own, why, far, also)


def _not_now() -> str:
    return _("There is nothing here now that it could be done with.")


def parted(action: str) -> tuple[str, tuple[object, ...]]:
    """A Textual action as its name and its arguments."""
    name, _bracket, rest = action.partition("(")
    return name, tuple(part.strip("') ") for part in rest.split(",")) if rest else ()


# -- looking for one -------------------------------------------------------------------------


def initials(words: Iterable[str]) -> dict[str, str]:
    """The first letters of each text's pinyin; slow the first time, so for threads only."""
    from pypinyin import Style, lazy_pinyin

    return {
        text: "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).replace(" ", "").lower()
        for text in words
    }


LOOSE = 4


def found(deeds: Sequence[Deed], asked: str, letters: dict[str, str]) -> list[Deed]:
    """The deeds that go by what was typed, best first; by their explanations where no name fits.

    What can be done here now comes first, then what another room does, then what cannot be done
    now; last what only has the characters in their order. With nothing typed there is only what
    can be done here.
    """
    wanted = asked.casefold().replace(" ", "")
    if not wanted:
        return [deed for deed in deeds if not deed.far and not deed.why]
    ranked = [
        (fit == LOOSE, bool(deed.why), deed.far, fit, place)
        for place, deed in enumerate(deeds)
        if (fit := _fit(deed, wanted, letters.get(deed.words, ""))) is not None
    ]
    if not ranked:
        told = asked.strip().casefold()
        return [d for d in deeds if told in d.tip.casefold() and not d.far and not d.why]
    hits = [deeds[rank[-1]] for rank in sorted(ranked)]
    # What is done here under a name need not be offered elsewhere under the same.
    near = {deed.words for deed in hits if not deed.far}
    return [deed for deed in hits if not deed.far or deed.words not in near]


def _fit(deed: Deed, wanted: str, letters: str) -> int | None:
    """How well a name fits: 0 wholly, 1 from its beginning, 2 inside it, 3 by an everyday word,
    4 by its characters in their order; None not at all.
    """
    names = [one.casefold().replace(" ", "") for one in (deed.words, deed.english, letters) if one]
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(wanted in name for name in names):
        return 2
    if any(wanted in one.casefold().replace(" ", "") for one in deed.also):
        return 3
    left = iter(names[0])
    return LOOSE if len(wanted) > 1 and all(one in left for one in wanted) else None
