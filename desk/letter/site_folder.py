"""The folder in which a site works on its own templates; what is in force stands in the book."""

from pathlib import Path

from desk.i18n import _
from desk.letter.shelf import ENDING
from desk.refusals import Refusal
from desk.system_words import why
from desk.whole_file import write_whole


def copy_out(folder: Path, name: str, text: str) -> Path:
    """Write a template where the site can edit it; refuses to write over one that is there."""
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode(), over=False)
    except FileExistsError:
        raise Refusal(
            _("{path} is there already; nothing was written over.").format(path=path),
            _("Edit that file, or move it away first."),
            field="name",
            code="file_exists",
        ) from None
    except OSError as wrong:
        raise Refusal(
            _("{path} cannot be written: {why}").format(path=path, why=why(wrong)),
            _("See whether the folder may be written to and the disk has room."),
            code="no_file",
        ) from wrong
    return path


def read_text_file(path: Path) -> str:
    """The text of one template file, as any editor may have saved it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Refusal(
            _("There is no file {path}.").format(path=path),
            _("“desk letter template copy” puts a template there to be edited."),
            field="path",
            code="no_file",
        ) from None
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        raise Refusal(
            _("{path} is not saved as UTF-8 (line {line}).").format(path=path, line=line),
            _("Save it again as UTF-8 in your editor."),
            field="path",
            code="not_utf8",
        ) from None
    except OSError as wrong:
        raise Refusal(
            _("{path} cannot be read: {why}").format(path=path, why=why(wrong)),
            field="path",
            code="no_file",
        ) from wrong
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_folder(path: Path) -> dict[str, str]:
    """Name → text of every template in a folder, or of the one file that is named."""
    if path.is_dir():
        return {one.name: read_text_file(one) for one in sorted(path.glob(f"*{ENDING}"))}
    return {path.name: read_text_file(path)}
