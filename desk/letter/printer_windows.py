"""Printers of Windows, by its spooler and its GDI through ctypes: nothing has to be installed.

Pages are drawn as `printer_gdi` says; text forms go through raw. The libraries are handed in, so
that every call is tried without Windows as well.
"""

import ctypes
import re
import struct
from typing import Any

from desk.i18n import _
from desk.letter.printer import (
    ON_ITS_WAY,
    ONE_SIDE,
    JobState,
    JobStatus,
    Sheets,
    no_printer,
    safe_name,
)
from desk.letter.printer_gdi import Band, Paper, print_pdf
from desk.letter.printer_winapi import (
    DocInfo,
    JobInfo,
    Libraries,
    PrinterInfo,
    RawInfo,
    loaded,
)
from desk.refusals import Fault, Refusal

_JOB = re.compile(r"(.+)-(\d+)", re.DOTALL)
_LOCAL_AND_CONNECTED = 2 | 4
_MOST_JOBS = 10_000
_COPIES, _DUPLEX = 0x100, 0x1000
_FIELDS_AT, _COPIES_AT, _DUPLEX_AT = 72, 86, 94
"""Places in DEVMODEW of what is set there."""
_LONG_EDGE = 2
_OUT, _IN = 2, 8
_CAPS = {"across": 88, "down": 90, "width": 8, "height": 10, "left": 112, "top": 113}
"""LOGPIXELSX, LOGPIXELSY, HORZRES, VERTRES, PHYSICALOFFSETX, PHYSICALOFFSETY."""
_SRCCOPY = 0x00CC0020
_JOB_STATES = (
    (0x4 | 0x100, JobState.CANCELLED),
    (0x2 | 0x1 | 0x20 | 0x40 | 0x200 | 0x400, JobState.STOPPED),
    (0x80 | 0x1000, JobState.DONE),
    (0x10, JobState.PRINTING),
)
_JOB_REASONS = ((0x40, "media-empty"), (0x20, "offline"), (0x1, "paused"))
_PRINTER_REASONS = (
    (0x8, "media-jam"),
    (0x10, "media-empty"),
    (0x80 | 0x1000, "offline"),
    (0x800, "output-area-full"),
    (0x40000, "toner-empty"),
    (0x400000, "door-open"),
    (0x1, "paused"),
)


def _refuses(queue: str) -> Fault:
    return Fault(
        _("The printer did not take the page: {why}").format(why=queue),
        _("Check paper and cable, then print it again."),
    )


def queues(libraries: Libraries | None = None) -> list[str]:
    """The printers set up on this computer."""
    spooler = (libraries or loaded()).spooler
    needed, found = ctypes.c_uint32(), ctypes.c_uint32()
    how = (_LOCAL_AND_CONNECTED, None, 4)
    spooler.EnumPrintersW(*how, None, 0, ctypes.byref(needed), ctypes.byref(found))
    room = ctypes.create_string_buffer(max(needed.value, 1))
    size = ctypes.byref(needed), ctypes.byref(found)
    if not spooler.EnumPrintersW(*how, room, len(room), *size):
        return []
    infos = ctypes.cast(room, ctypes.POINTER(PrinterInfo))
    return [str(infos[at].name) for at in range(found.value)]


def with_sheets(mode: bytes, sheets: Sheets) -> bytes:
    """A printer's DEVMODEW with copies and sides as they are wanted."""
    changed = bytearray(mode)
    (fields,) = struct.unpack_from("<I", changed, _FIELDS_AT)
    struct.pack_into("<h", changed, _COPIES_AT, sheets.copies)
    fields |= _COPIES
    if sheets.duplex:
        struct.pack_into("<h", changed, _DUPLEX_AT, _LONG_EDGE)
        fields |= _DUPLEX
    struct.pack_into("<I", changed, _FIELDS_AT, fields)
    return bytes(changed)


class WindowsPrinter:
    """A queue of Windows; an empty `queue` means the default printer of this computer."""

    def __init__(self, queue: str = "", libraries: Libraries | None = None) -> None:
        self._given = libraries
        self.queue = queue

    @property
    def _libraries(self) -> Libraries:
        return self._given or loaded()

    def default(self) -> str:
        """The default printer, or "" when there is none."""
        room = ctypes.create_unicode_buffer(512)
        size = ctypes.c_uint32(len(room))
        there = self._libraries.spooler.GetDefaultPrinterW(room, ctypes.byref(size))
        return room.value if there else ""

    def _open(self, queue: str) -> ctypes.c_void_p:
        handle = ctypes.c_void_p()
        if not self._libraries.spooler.OpenPrinterW(queue, ctypes.byref(handle), None):
            raise no_printer(_("There is no printer “{name}”.").format(name=queue))
        return handle

    def send(self, content: bytes, name: str, sheets: Sheets = ONE_SIDE) -> str:
        """Draw the page, or send text through as it is; the job's name such as HALL-17."""
        queue = self.queue or self.default()
        if not queue:
            raise no_printer(_("No printer is set as the default."))
        handle = self._open(queue)
        try:
            if sheets.raw:
                return self._raw(handle, queue, content, safe_name(name), sheets)
            return print_pdf(_Device(self._libraries, handle, queue), content, name, sheets)
        finally:
            self._libraries.spooler.ClosePrinter(handle)

    def _raw(
        self, handle: ctypes.c_void_p, queue: str, content: bytes, name: str, sheets: Sheets
    ) -> str:
        spooler = self._libraries.spooler
        job = spooler.StartDocPrinterW(handle, 1, ctypes.byref(RawInfo(name, None, "RAW")))
        if not job:
            raise _refuses(queue)
        whole = content * sheets.copies
        written = ctypes.c_uint32()
        well = (
            spooler.StartPagePrinter(handle)
            and spooler.WritePrinter(handle, whole, len(whole), ctypes.byref(written))
            and written.value == len(whole)
            and spooler.EndPagePrinter(handle)
            and spooler.EndDocPrinter(handle)
        )
        if not well:
            spooler.AbortPrinter(handle)
            raise _refuses(queue)
        return f"{queue}-{job}"

    def look(self, job: str) -> JobStatus:
        """What the spooler says; a job that it no longer holds is through."""
        named = _JOB.fullmatch(job)
        if named is None:
            return JobStatus(state=JobState.UNKNOWN)
        spooler = self._libraries.spooler
        try:
            handle = self._open(named[1])
        except Refusal:
            return JobStatus(state=JobState.UNKNOWN)
        try:
            needed = ctypes.c_uint32()
            number = int(named[2])
            spooler.GetJobW(handle, number, 1, None, 0, ctypes.byref(needed))
            room = ctypes.create_string_buffer(max(needed.value, ctypes.sizeof(JobInfo)))
            if not spooler.GetJobW(handle, number, 1, room, len(room), ctypes.byref(needed)):
                return JobStatus(state=JobState.DONE)
            bits = JobInfo.from_buffer(room).status
            state = next((one for mask, one in _JOB_STATES if bits & mask), JobState.WAITING)
            if state not in ON_ITS_WAY:
                return JobStatus(state=state)
            # PRINTER_INFO_6 is the status alone.
            status = ctypes.c_uint32()
            spooler.GetPrinterW(handle, 6, ctypes.byref(status), 4, ctypes.byref(needed))
            reasons = [one for mask, one in _PRINTER_REASONS if status.value & mask]
            reasons += [one for mask, one in _JOB_REASONS if bits & mask and one not in reasons]
            return JobStatus(state=state, reasons=tuple(reasons))
        finally:
            spooler.ClosePrinter(handle)

    def find(self, name: str) -> str | None:
        """The job under this name while the queue holds it; else nobody can say."""
        queue = self.queue or self.default()
        spooler = self._libraries.spooler
        try:
            handle = self._open(queue)
        except Refusal:
            return None
        try:
            needed, found = ctypes.c_uint32(), ctypes.c_uint32()
            size = ctypes.byref(needed), ctypes.byref(found)
            spooler.EnumJobsW(handle, 0, _MOST_JOBS, 1, None, 0, *size)
            room = ctypes.create_string_buffer(max(needed.value, 1))
            if not spooler.EnumJobsW(handle, 0, _MOST_JOBS, 1, room, len(room), *size):
                return None
            infos = ctypes.cast(room, ctypes.POINTER(JobInfo))
            same = [
                int(infos[at].id)
                for at in range(found.value)
                if infos[at].document == safe_name(name)
            ]
            return f"{queue}-{max(same)}" if same else None
        finally:
            spooler.ClosePrinter(handle)


class _Device:
    """A printer's device context: what `printer_gdi` draws on."""

    def __init__(self, libraries: Libraries, handle: ctypes.c_void_p, queue: str) -> None:
        self._spooler, self._gdi = libraries.spooler, libraries.gdi
        self._handle, self._queue = handle, queue
        self._context: Any = None

    def begin(self, name: str, sheets: Sheets) -> tuple[str, Paper]:
        mode = self._mode(sheets)
        self._context = self._gdi.CreateDCW("WINSPOOL", self._queue, None, mode)
        if not self._context:
            raise _refuses(self._queue)
        paper = Paper(
            **{key: self._gdi.GetDeviceCaps(self._context, at) for key, at in _CAPS.items()}
        )
        info = DocInfo(ctypes.sizeof(DocInfo), safe_name(name), None, None, 0)
        job = self._gdi.StartDocW(self._context, ctypes.byref(info))
        if job <= 0:
            self._gdi.DeleteDC(self._context)
            raise _refuses(self._queue)
        return f"{self._queue}-{job}", paper

    def _mode(self, sheets: Sheets) -> Any:
        ask = self._spooler.DocumentPropertiesW
        size = ask(None, self._handle, self._queue, None, None, 0)
        if size <= _DUPLEX_AT:
            return None
        mode = ctypes.create_string_buffer(size)
        if ask(None, self._handle, self._queue, mode, None, _OUT) < 0:
            return None
        wanted = ctypes.create_string_buffer(with_sheets(mode.raw, sheets), size)
        # The driver says which of it it can do.
        ask(None, self._handle, self._queue, mode, wanted, _OUT | _IN)
        return mode

    def _must(self, result: int) -> None:
        if result <= 0:
            raise _refuses(self._queue)

    def page(self) -> None:
        self._must(self._gdi.StartPage(self._context))

    def draw(self, band: Band) -> None:
        # BITMAPINFOHEADER; a height below zero begins at the top.
        head = struct.pack(
            "<IiiHHIIiiII", 40, band.width, -band.height, 1, 24, 0, len(band.dots), 0, 0, 0, 0
        )
        whole = (0, 0, band.width, band.height)
        self._must(
            self._gdi.StretchDIBits(
                self._context,
                *(band.x, band.y, band.width, band.height),
                *whole,
                band.dots,
                head,
                0,
                _SRCCOPY,
            )
        )

    def page_over(self) -> None:
        self._must(self._gdi.EndPage(self._context))

    def over(self) -> None:
        self._must(self._gdi.EndDoc(self._context))
        self._gdi.DeleteDC(self._context)

    def abort(self) -> None:
        self._gdi.AbortDoc(self._context)
        self._gdi.DeleteDC(self._context)
