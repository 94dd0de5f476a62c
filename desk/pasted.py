"""The path of a file as it arrives in a field: typed, pasted, or dragged onto the terminal."""

import os
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

from desk.i18n import _
from desk.refusals import Refusal


def path_of(typed: str, *, windows: bool = os.name == "nt") -> Path:
    """The path that is meant; a Refusal with field "path" for several at once.

    Terminals hand over a dragged file in quotes, with a backslash before what a shell would
    read, or as a file:// address with percent signs. A file that is really called so wins.
    """
    text = typed.strip()
    if text.casefold().startswith("file:"):
        return _home(_of_address(text, windows))
    if os.path.lexists(text):
        return Path(text)
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" and text[0] not in text[1:-1]:
        return _home(text[1:-1])
    if windows:
        return _home(text.strip('"'))
    if any(mark in text for mark in "'\"\\"):
        return _home(_of_shell(text))
    return _home(text)


def _of_address(text: str, windows: bool) -> str:
    if len(text.split()) > 1 and text.casefold().count("file:") > 1:
        raise _several()
    parts = urlsplit(text)
    path = unquote(parts.path)
    if parts.netloc and parts.netloc.casefold() != "localhost":
        # A folder shared by another computer.
        return f"//{parts.netloc}{path}"
    # /C:/Users stands for C:/Users.
    return path[1:] if windows and path[2:3] == ":" else path


def _of_shell(text: str) -> str:
    try:
        words = shlex.split(text)
    except ValueError:
        # A single quote that belongs to the name.
        return text
    if len(words) == 1:
        return words[0]
    if all(word.startswith(("/", "~")) for word in words):
        raise _several()
    return text


def _home(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def _several() -> Refusal:
    return Refusal(
        _("These are several files."),
        _("Attach them one after the other."),
        field="path",
        code="several",
    )
