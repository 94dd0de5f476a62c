"""What a site puts on its letters: the picture of its seal, and fonts of its own.

Both are files in the data folder. Which picture is the seal the book says, by its hash: a file
that was changed by other hands is never printed.
"""

import base64
import hashlib
import re
import struct
from dataclasses import dataclass
from pathlib import Path

from desk.i18n import _
from desk.refusals import Fault, Refusal
from desk.system_words import why
from desk.whole_file import write_whole

LARGEST = 2_000_000
"""Bytes of a seal's picture."""
_FEWEST, _MOST = 300, 5000
"""Dots of a PNG along one side: below that a seal of 42 mm prints in steps."""
_PNG = b"\x89PNG\r\n\x1a\n"
_FOREIGN = re.compile(r"<!|<script|<foreignObject|href\s*=\s*[\"'](?!#|data:image/)", re.IGNORECASE)
_UNLIKE_SQUARE = 1.5


@dataclass(frozen=True, slots=True)
class Seal:
    """A picture that can be printed as a seal; `warnings` say what is not as it should be."""

    content: bytes
    ending: str
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """By what the book knows it."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def svg(self) -> str:
        """The picture as SVG text, the form in which the page takes it."""
        if self.ending == ".svg":
            return self.content.decode()
        wide, high = _png_size(self.content)
        inside = base64.b64encode(self.content).decode()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
            f'<image width="{wide}" height="{high}" href="data:image/png;base64,{inside}"/></svg>'
        )


@dataclass(frozen=True, slots=True)
class Stationery:
    """The data folder as letters see it; without a folder there is neither seal nor font."""

    folder: Path | None = None

    @property
    def fonts(self) -> Path | None:
        """The folder of the site's own fonts, if there is one (`desk.letter.faces`)."""
        found = self.folder / "fonts" if self.folder else None
        return found if found is not None and found.is_dir() else None

    def seal(self, sha256: str) -> Seal | None:
        """The seal with this hash; None where the book knows none."""
        if not sha256:
            return None
        for ending in (".png", ".svg"):
            path = self._path(ending)
            if path is not None and path.is_file():
                try:
                    content = path.read_bytes()
                except OSError as wrong:
                    raise _lost(path) from wrong
                if hashlib.sha256(content).hexdigest() == sha256:
                    return Seal(content, ending)
        raise _lost(self._path(".png"))

    def keep(self, seal: Seal) -> None:
        """Put the picture into the data folder; the one before it goes."""
        path = self._path(seal.ending)
        if path is None:
            raise Fault(_("There is no data folder to keep the seal in."))
        try:
            write_whole(path, seal.content)
            self.drop(but=seal.ending)
        except OSError as wrong:
            raise Fault(
                _("The seal cannot be kept in {folder}: {why}").format(
                    folder=path.parent, why=why(wrong)
                )
            ) from wrong

    def drop(self, *, but: str = "") -> None:
        """Take the pictures out of the data folder."""
        for ending in (".png", ".svg"):
            path = self._path(ending)
            if path is not None and ending != but:
                path.unlink(missing_ok=True)

    def _path(self, ending: str) -> Path | None:
        return self.folder / f"seal{ending}" if self.folder else None


NO_STATIONERY = Stationery()


def _lost(path: Path | None) -> Fault:
    return Fault(
        _("The picture of the seal is missing or not the one that was put in use: {path}").format(
            path=path or "seal.png"
        ),
        _("Have the administrator put it in use again with “desk letter seal”."),
    )


def picture_in(path: Path) -> bytes:
    """What stands in a file that shall be the seal; refuses one that cannot be read, or is empty.

    One byte more than is allowed is read, and tells `checked_seal` that it is too much.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as wrong:
        raise Refusal(
            _("The file {path} cannot be read: {why}").format(path=path, why=why(wrong)),
            field="seal",
            code="no_file",
        ) from wrong
    if not content:
        raise Refusal(_("The file {path} is empty.").format(path=path), field="seal", code="seal")
    return content


def checked_seal(content: bytes) -> Seal:
    """The picture as a seal; refuses what is none, is too large, or would print badly."""
    if len(content) > LARGEST:
        raise _no_seal(
            _("The picture is larger than {most} megabytes.").format(most=LARGEST // 1_000_000)
        )
    warnings: list[str] = []
    wide: float
    high: float
    if content.startswith(_PNG):
        ending = ".png"
        wide, high = _png_size(content)
        if not _FEWEST <= min(wide, high) <= max(wide, high) <= _MOST:
            raise _no_seal(
                _("The picture is {wide} × {high} dots; {least} to {most} are needed.").format(
                    wide=wide, high=high, least=_FEWEST, most=_MOST
                )
            )
        if content[25] not in (4, 6) and b"tRNS" not in content:
            warnings.append(
                _("The picture is not transparent: it covers the name and the date below it.")
            )
    else:
        ending = ".svg"
        wide, high = _svg_size(content)
    if max(wide, high) > _UNLIKE_SQUARE * min(wide, high):
        warnings.append(_("The picture is not about as high as it is wide; a seal is."))
    seal = Seal(content, ending, tuple(warnings))
    _drawn(seal)
    return seal


def _png_size(content: bytes) -> tuple[int, int]:
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise _no_seal(_("The file is no whole picture."))
    wide, high = struct.unpack(">II", content[16:24])
    return max(1, wide), max(1, high)


def _svg_size(content: bytes) -> tuple[float, float]:
    from xml.etree import ElementTree

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_seal(_("The file is neither PNG nor SVG.")) from None
    if _FOREIGN.search(text):
        raise _no_seal(_("The picture takes in other files, or holds more than a drawing."))
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        raise _no_seal(_("The file is neither PNG nor SVG.")) from None
    if root.tag.rpartition("}")[2] != "svg":
        raise _no_seal(_("The file is neither PNG nor SVG."))
    sides = [float(one) for one in re.findall(r"[\d.]+", root.get("viewBox", ""))]
    return (sides[2], sides[3]) if len(sides) == 4 and min(sides[2:]) > 0 else (1, 1)


def _drawn(seal: Seal) -> None:
    """Refuse what the engine of the page cannot draw."""
    import typst

    page = b'#set page(width: 50mm, height: 50mm)\n#image(bytes(sys.inputs.seal), format: "svg")'
    try:
        typst.compile(page, sys_inputs={"seal": seal.svg}, format="pdf")
    except (typst.TypstError, UnicodeDecodeError) as wrong:
        raise _no_seal(_("The file is no whole picture.")) from wrong


def _no_seal(why: str) -> Refusal:
    return Refusal(
        why,
        _("Give a PNG with a transparent ground, 1000 dots wide or so, or an SVG drawing."),
        field="seal",
        code="seal",
    )
