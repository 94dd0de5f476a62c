"""Every action by name: in Chinese, by the first letters of its pinyin, or in English."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from desk.i18n import _
from screens.base import DeskDialog
from screens.keys import spoken, table
from screens.theme import THEMES
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Column, PagedList


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the palette; `run` is a Textual action, `own` when it belongs to the room."""

    words: str
    english: str
    tip: str
    key: str
    run: str
    own: bool


def initials(words: Iterable[str]) -> dict[str, str]:
    """The first letters of each text's pinyin; slow the first time, so for threads only."""
    from pypinyin import Style, lazy_pinyin

    return {
        text: "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).replace(" ", "").lower()
        for text in words
    }


def fits(deed: Deed, asked: str, letters: str) -> bool:
    """Whether a line is meant by what was typed."""
    asked = asked.casefold().replace(" ", "")
    return any(
        asked in known.casefold().replace(" ", "") for known in (deed.words, deed.english, letters)
    )


def found(deeds: Sequence[Deed], asked: str, letters: dict[str, str]) -> list[Deed]:
    """The deeds that go by what was typed; by what they are said to do where no name fits."""
    named = [deed for deed in deeds if fits(deed, asked, letters.get(deed.words, ""))]
    return named or [deed for deed in deeds if asked.strip().casefold() in deed.tip.casefold()]


class Palette(DeskDialog[None]):
    """Type a piece of a name, mark with the arrows, enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-8)", ""),
        ("pagedown", "move(8)", ""),
    ]
    help_page: ClassVar[str] = "palette"

    def __init__(self) -> None:
        super().__init__(_("All actions"))
        self._letters: dict[str, str] = {}
        self._deeds: list[Deed] = []
        self._asked = ClerkInput(limit=40, placeholder=_("name, pinyin initials or English"))
        self._list = PagedList[Deed](
            [Column(_("Action"), 18), Column(_("What it does"), 20, grows=1), Column("", 8)],
            lambda deed: (deed.words, (deed.tip, "faint"), (deed.key, "strong")),
            empty=_("No action is called that."),
        )
        self._list.can_focus = False
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        yield self._asked
        yield self._list

    def on_mount(self) -> None:
        self._deeds = self._known()
        self._list.show(self._deeds)
        self._asked.focus()
        words = [deed.words for deed in self._deeds]
        self.ask(lambda: initials(words), self._learnt)

    def _learnt(self, letters: dict[str, str]) -> None:
        self._letters = letters
        self._filter()

    def _known(self) -> list[Deed]:
        room = self.desk_app.room
        deeds = []
        if room is not None and room.scope:
            deeds += [
                Deed(_(k.word), k.word, _(k.tip), spoken(k.first), k.action, True)
                for k in table(room.scope)
                if room.check_action(k.action.partition("(")[0], ()) is not False
            ]
        deeds += [
            Deed(_(k.word), k.word, _(k.tip), spoken(k.first), k.action, False)
            for k in table("everywhere")
            if k.id not in ("palette", "back") and self.desk_app.can_do(k)
        ]
        named = {"day": _("Look: day"), "night": _("Look: night")}
        for theme in THEMES:
            words = named.get(theme.name, _("Look: high contrast"))
            tip = _("Change the colours.")
            deeds.append(Deed(words, theme.name, tip, "", f"look('{theme.name}')", False))
        return deeds

    @on(Input.Changed)
    def _filter(self) -> None:
        asked = self._asked.text
        self._list.show(found(self._deeds, asked, self._letters))

    def action_move(self, step: int) -> None:
        self._list.cursor += step

    @on(PagedList.Chosen)
    def accept(self) -> None:
        deed = self._list.marked
        if deed is None:
            return
        self.dismiss(None)
        self.app.call_later(self._run, deed)

    async def _run(self, deed: Deed) -> None:
        target = self.desk_app.room if deed.own else self.app
        await self.app.run_action(deed.run, target)
