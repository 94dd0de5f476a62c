"""Which printers this computer has, and which of them takes letters, slips or plain text."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desk.i18n import _
from desk.letter.printer import DevicePrinter, FolderPrinter, Printer, no_printer
from desk.letter.run import PaperForm
from desk.refusals import Fault, Refusal
from desk.settings import Settings

WINDOWS = os.name == "nt"
FOLDER = "folder"
"""The name of the folder of papers among the printers."""
_ANOTHER_FOLDER = "folder:"


def folder_name(folder: Path) -> str:
    """The name of a folder other than that of papers."""
    return f"{_ANOTHER_FOLDER}{folder.absolute()}"


def is_folder(name: str) -> bool:
    """Whether a printer is a folder."""
    return name == FOLDER or name.startswith(_ANOTHER_FOLDER)


def is_device(name: str) -> bool:
    """Whether a printer is named by its path, such as /dev/usb/lp0."""
    return name.startswith("/")


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers of a computer. `usual` names one for each form it was settled for.

    A name is a queue of the computer, the path of a device, or a folder.
    """

    folder: Path
    usual: Mapping[PaperForm, str] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The queues there are; none where printing is not set up. Slow: for threads."""
        try:
            return _queues()
        except (Fault, Refusal):
            return []

    def all_names(self) -> list[str]:
        """The queues, and the devices that something was settled for. Slow: for threads."""
        devices = [name for name in self.usual.values() if is_device(name)]
        return list(dict.fromkeys([*self.names(), *devices]))

    def form_for(self, name: str) -> PaperForm:
        """What a printer is for: text where it was settled for text alone, else pages."""
        forms = [form for form, usual in self.usual.items() if usual == name]
        if PaperForm.PAGE in forms or not forms:
            return PaperForm.PAGE
        return forms[0]

    def first(self, form: PaperForm = PaperForm.PAGE) -> str:
        """The printer to offer first; the folder where there is none. Slow: for threads.

        The settled one; for pages the default queue, or any; for text none but a settled one.
        """
        settled = self.usual.get(form, "")
        if settled and (is_folder(settled) or is_device(settled)):
            return settled
        names = self.names()
        if settled in names:
            return settled
        if form is not PaperForm.PAGE or not names:
            return FOLDER
        default = _default()
        return default if default in names else names[0]

    def named(self, name: str) -> Printer:
        """The printer of this name; refuses where there is none. Slow: for threads."""
        if name == FOLDER:
            return FolderPrinter(self.folder)
        if is_folder(name):
            return FolderPrinter(Path(name.removeprefix(_ANOTHER_FOLDER)))
        if is_device(name):
            return DevicePrinter(Path(name))
        if name not in _queues():
            raise no_printer(_("There is no printer “{name}”.").format(name=name))
        return _queue(name)

    def sources(self, name: str) -> list[str]:
        """The paper trays a printer names; none where it names none. Slow: for threads."""
        if WINDOWS or is_folder(name) or is_device(name):
            return []
        from desk.letter.printer_cups import CupsPrinter

        return CupsPrinter(name).sources()


def printers_of(settings: Settings, folder: Path) -> Printers:
    """The printers as they are settled on this computer."""
    named = {
        PaperForm.PAGE: settings.printer_page,
        PaperForm.TEXT80: settings.printer_text80,
        PaperForm.SLIP32: settings.printer_slip32,
    }
    return Printers(folder, {form: name for form, name in named.items() if name})


def _queues() -> list[str]:
    if WINDOWS:
        from desk.letter.printer_windows import queues

        return queues()
    from desk.letter.printer_cups import CupsPrinter

    return CupsPrinter().queues()


def _default() -> str:
    if WINDOWS:
        from desk.letter.printer_windows import WindowsPrinter

        return WindowsPrinter().default()
    from desk.letter.printer_cups import CupsPrinter

    return CupsPrinter().default()


def _queue(name: str) -> Printer:
    if WINDOWS:
        from desk.letter.printer_windows import WindowsPrinter

        return WindowsPrinter(name)
    from desk.letter.printer_cups import CupsPrinter

    return CupsPrinter(name)
