"""A file of a case in this window: a picture in half blocks, or its text."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.file_kinds import text_of
from desk.i18n import _
from desk.letter.picture import SHOWN, Seen, see
from desk.papers import Attachment
from desk.refusals import Refusal
from desk.services.attachments import attached_file
from screens.base import DeskDialog
from screens.dialogs.tell import Tell
from screens.plain import sentences, shown
from screens.reply.pages import picture

if TYPE_CHECKING:
    from screens.working import WorkScreen

MOST_TEXT = 100_000
"""Characters of a text that are shown."""


def can_be_shown(one: Attachment) -> bool:
    """Whether this window can show a file."""
    return one.media_type in SHOWN or one.media_type.startswith("text/")


def show_file(screen: "WorkScreen[Any]", reference: str, number: int) -> None:
    """Fetch a file of a case and show it."""

    def put(found: tuple[Attachment, bytes]) -> None:
        one, content = found
        if one.media_type in SHOWN:
            screen.app.push_screen(ShowPicture(one, content))
        else:
            screen.app.push_screen(Tell(one.name, _text(content), tall=True))

    screen.read(
        lambda desk, who: attached_file(desk, who, reference, number), put, group="show_file"
    )


def _text(content: bytes) -> str:
    text = text_of(content) or ""
    if len(text) <= MOST_TEXT:
        return text
    more = _("… and {n} more characters: write the file out to read them.")
    return f"{text[:MOST_TEXT]}\n{more.format(n=len(text) - MOST_TEXT)}"


class ShowPicture(DeskDialog[None]):
    """A photograph, or a scan page by page: first the whole of it, → as wide as the window."""

    DEFAULT_CSS = """
    ShowPicture #picture { width: auto; height: auto; }
    ShowPicture #picture-said { height: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "turn(1)", priority=True, show=False),
        Binding("pageup", "turn(-1)", priority=True, show=False),
        Binding("right", "wide(True)", priority=True, show=False),
        Binding("left", "wide(False)", priority=True, show=False),
        Binding("enter", "accept", show=False),
    ]

    def __init__(self, one: Attachment, content: bytes) -> None:
        super().__init__(one.name)
        self.add_class("-tall")
        self._one = one
        self._content = content
        self._page = 0
        self._pages = 1
        self._wide = False
        self._said = Static(shown(_("Drawing …")), id="picture-said")
        self._picture = Static(id="picture")
        self._lines = Static(id="picture-lines")
        self._lines.display = False
        self._scroll = VerticalScroll(self._picture, self._lines, classes="dialog-scroll")

    def body(self) -> Iterable[Widget]:
        yield self._said
        yield self._scroll

    def on_mount(self) -> None:
        self._scroll.focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        room = self._scroll.size
        # The scroll bar needs a cell.
        width, rows = max(1, room.width - 1), 0 if self._wide else max(1, room.height)
        content, kind, page = self._content, self._one.media_type, self._page
        self.ask(
            lambda: see(content, kind, width=width, rows=rows, page=page),
            self._drawn,
            group="picture",
            refused=self._not_drawn,
        )

    def _drawn(self, seen: Seen) -> None:
        self._pages = seen.pages
        words = _("→ as wide as the window, ← the whole of it")
        if seen.pages > 1:
            turn = _("Page {n} of {all}, PgUp and PgDn turn").format(
                n=self._page + 1, all=seen.pages
            )
            words = f"{turn} · {words}"
        self._said.update(shown(words))
        self._picture.update(picture(seen.page))
        lines = [line for line in seen.page.lines if line.strip()]
        self._lines.display = bool(lines)
        self._lines.update(shown("\n" + "\n".join(lines)))

    def _not_drawn(self, refusal: Refusal) -> None:
        self._said.update("")
        self._picture.update("")
        self._lines.display = True
        self._lines.update(shown(sentences(refusal.message, refusal.hint)))

    def action_turn(self, step: int) -> None:
        """Another page, if there is one."""
        if 0 <= self._page + int(step) < self._pages:
            self._page += int(step)
            self._scroll.scroll_home(animate=False)
            self._draw()

    def action_wide(self, wide: bool) -> None:
        """As wide as the window, or small enough to see the whole."""
        if wide != self._wide:
            self._wide = wide
            self._scroll.scroll_home(animate=False)
            self._draw()
