"""A file from a camera, a scanner or a stick, read whole and once before anything is kept."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from desk.file_kinds import decoded
from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line

LARGEST = 30 * 1024 * 1024
"""Bytes of one file: photographs and scans are a tenth of it."""
_LONGEST_NAME = 120
_PIECE = 1024 * 1024
"""Bytes that are read before anybody is told how far it is."""

_BEGINNINGS: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"GIF8", 0, "image/gif"),
    (b"BM", 0, "image/bmp"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
    (b"WEBP", 8, "image/webp"),
    (b"WAVE", 8, "audio/wav"),
    (b"ID3", 0, "audio/mpeg"),
    (b"ftypheic", 4, "image/heic"),
    (b"ftypheix", 4, "image/heic"),
    (b"ftypmif1", 4, "image/heic"),
    (b"ftypM4A", 4, "audio/mp4"),
    (b"ftyp", 4, "video/mp4"),
    (b"%PDF-", 0, "application/pdf"),
    (b"PK\x03\x04", 0, "application/zip"),
)
"""What files begin with, where, and what they are then. What is unknown is only bytes."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as it was read: its cleaned name, what it is by its content, and the content."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def read_file(
    path: Path, *, most: int = LARGEST, told: Callable[[int, int], None] | None = None
) -> FileRead:
    """The file at `path`; a Refusal with field "path" for whatever is no plain file of that size.

    A link is not followed: what it points to may change after it was looked at. `told` hears
    how many bytes of how many are read; what it raises stops the reading.
    """
    try:
        before = path.lstat()
        _judge(path, before, most)
        # The name may lead elsewhere by now; what is opened is judged again.
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _BINARY)
        with os.fdopen(opened, "rb") as file:
            size = os.fstat(file.fileno())
            _judge(path, size, most)
            content = _read(file, size.st_size, told)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _refused(
            _("The file {name} cannot be read: {reason}").format(
                name=clean_line(path.name), reason=error.strerror or type(error).__name__
            ),
            _("Check the name, and whether stick or scanner are still connected."),
            "unreadable",
        ) from error
    if len(content) != after.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise _refused(
            _("The file {name} changed while it was read.").format(name=clean_line(path.name)),
            _("Wait until the scanner is done, then try again."),
            "changed",
        )
    name = clean_line(path.name)[-_LONGEST_NAME:]
    return FileRead(name, media_type(content), content, sha256(content).hexdigest())


_BINARY = getattr(os, "O_BINARY", 0)


def _read(file: BinaryIO, size: int, told: Callable[[int, int], None] | None) -> bytes:
    pieces: list[bytes] = []
    done = 0
    # One byte more than it had shows that it grows; how far it goes on growing is its own affair.
    while done <= size and (piece := file.read(min(_PIECE, size + 1 - done))):
        pieces.append(piece)
        done += len(piece)
        if told is not None:
            told(done, size)
    return b"".join(pieces)


def media_type(content: bytes) -> str:
    """What a content is, by how it begins; text where it reads as text."""
    for mark, at, kind in _BEGINNINGS:
        if content[at : at + len(mark)] == mark:
            return kind
    return "application/octet-stream" if decoded(content) is None else "text/plain"


def newest(folder: Path, *, limit: int = 20) -> list[Path]:
    """The files of a scanner's folder, newest first; what is no plain file is left out."""
    try:
        found = []
        for entry in os.scandir(folder):
            # What the scanner takes away meanwhile is simply not there.
            with suppress(FileNotFoundError):
                if _plain(entry):
                    found.append((entry.stat(), entry.path))
    except OSError as error:
        raise _refused(
            _("The scanner's folder {path} cannot be read.").format(path=folder),
            _("Check in the settings where the scanner puts its files."),
            "unreadable",
        ) from error
    found.sort(key=lambda one: (-one[0].st_mtime_ns, one[1]))
    return [Path(path) for _stat, path in found[:limit]]


def _plain(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and not entry.name.startswith(".")


def _judge(path: Path, found: os.stat_result, most: int) -> None:
    name = clean_line(path.name)
    if stat.S_ISLNK(found.st_mode):
        raise _refused(
            _("{name} is only a link to a file.").format(name=name),
            _("Choose the file itself."),
            "link",
        )
    if stat.S_ISDIR(found.st_mode):
        raise _refused(
            _("{name} is a folder.").format(name=name), _("Choose one file in it."), "folder"
        )
    if not stat.S_ISREG(found.st_mode):
        raise _refused(
            _("{name} is no file that can be kept.").format(name=name),
            _("Choose a photograph, a scan or a document."),
            "no_file",
        )
    if found.st_size == 0:
        raise _refused(
            _("{name} is empty.").format(name=name),
            _("Scan or photograph it again."),
            "empty",
        )
    if found.st_size > most:
        raise _refused(
            _("{name} is too large: {size} MB, and at most {most} MB are kept.").format(
                name=name, size=found.st_size // 1024 // 1024, most=most // 1024 // 1024
            ),
            _("Scan it with a lower resolution, or keep it as a paper with the case."),
            "too_large",
        )


def _refused(message: str, hint: str, code: str) -> Refusal:
    return Refusal(message, hint, field="path", code=code)
