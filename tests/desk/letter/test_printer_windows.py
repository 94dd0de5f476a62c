"""Pages reach a printer of Windows dot by dot; its spooler and GDI are stood in for here."""

import ctypes
import struct
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import LetterKind
from desk.letter.printer import JobState, Sheets
from desk.letter.printer_gdi import Band, Paper, bands, print_pdf
from desk.letter.printer_winapi import DocInfo, JobInfo, Libraries, PrinterInfo, RawInfo, loaded
from desk.letter.printer_windows import WindowsPrinter, queues, with_sheets
from desk.refusals import Fault, Refusal
from tests.desk.letter import samples
from tests.desk.letter.pages import printed

CAPS = {88: 144, 90: 144, 8: 1150, 10: 1644, 112: 20, 113: 20}
"""A sheet of A4 at 144 dots an inch with edges of 20 dots."""
A4 = Paper(across=144, down=144, left=20, top=20, width=1150, height=1644)


@dataclass
class FakeCanvas:
    """Remembers what was drawn; breaks at the call it is told."""

    breaks_at: str = ""
    done: list[str] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)

    def _did(self, what: str) -> None:
        self.done.append(what)
        if what == self.breaks_at:
            raise Fault("The cable is out.")

    def begin(self, name: str, sheets: Sheets) -> tuple[str, Paper]:
        self._did(f"begin {name} {sheets.copies}")
        return "HALL-7", A4

    def page(self) -> None:
        self._did("page")

    def draw(self, band: Band) -> None:
        self.bands.append(band)

    def page_over(self) -> None:
        self._did("page over")

    def over(self) -> None:
        self._did("over")

    def abort(self) -> None:
        self._did("abort")


class TestPages:
    def test_every_page_is_drawn_whole_and_once(self) -> None:
        pdf = printed(LetterKind.REPLY, samples.reply())
        canvas = FakeCanvas()
        assert print_pdf(canvas, pdf, "一", Sheets(copies=2)) == "HALL-7"
        count = canvas.done.count("page")
        assert count == len(pypdfium2.PdfDocument(pdf))
        assert canvas.done == ["begin 一 2", *["page", "page over"] * count, "over"]
        first = [band for band in canvas.bands if band.y == 0]
        assert len(first) == count
        # There is ink on it.
        assert min(first[0].dots) < 100

    def test_what_breaks_half_way_is_thrown_away(self) -> None:
        canvas = FakeCanvas(breaks_at="page over")
        with pytest.raises(Fault):
            print_pdf(canvas, printed(LetterKind.REPLY, samples.reply()), "a", Sheets())
        assert canvas.done[-1] == "abort"
        assert "over" not in canvas.done

    @given(
        dots=st.integers(60, 200),
        edge=st.integers(0, 30),
        size=st.tuples(st.integers(100, 1200), st.integers(100, 1700)),
    )
    @settings(max_examples=12)
    def test_strips_cover_the_printable_part_and_no_more(
        self, dots: int, edge: int, size: tuple[int, int]
    ) -> None:
        paper = Paper(
            across=dots, down=dots, left=edge, top=edge, width=1150 - edge, height=1644 - edge
        )
        with pypdfium2.PdfDocument.new() as document:
            found = list(bands(document.new_page(*size), paper))
        bottom = 0
        for band in found:
            assert (band.x, band.y) == (0, bottom)
            assert 0 < band.width <= paper.width
            assert len(band.dots) == (band.width * 3 + 3) // 4 * 4 * band.height
            bottom += band.height
        assert bottom <= paper.height


def _of(reference: Any) -> Any:
    """What a `byref` points at."""
    return reference._obj


@dataclass
class FakeWindows:
    """A spooler and a GDI with the printer HALL. `bits` are the state of its job."""

    bits: int | None = 0x10
    printer_bits: int = 0
    takes: bool = True
    raw: bytes = b""
    calls: list[str] = field(default_factory=list)
    strips: int = 0
    mode: bytes = b""
    held: list[object] = field(default_factory=list)
    """What others still point at."""

    @property
    def libraries(self) -> Libraries:
        return Libraries(self, self)

    def EnumPrintersW(
        self, _flags: int, _name: None, level: int, room: Any, size: int, needed: Any, found: Any
    ) -> int:
        assert level == 4
        _of(needed).value = ctypes.sizeof(PrinterInfo)
        if room is None or size < ctypes.sizeof(PrinterInfo):
            return 0
        info = PrinterInfo.from_buffer(room)
        info.name = "HALL"
        self.held.append(info)
        _of(found).value = 1
        return 1

    def GetDefaultPrinterW(self, room: Any, size: Any) -> int:
        room.value = "HALL"
        return 1

    def OpenPrinterW(self, name: str, handle: Any, _defaults: None) -> int:
        _of(handle).value = 1
        return int(name == "HALL")

    def ClosePrinter(self, _handle: Any) -> int:
        self.calls.append("close")
        return 1

    def DocumentPropertiesW(
        self, _w: None, _h: Any, _name: str, out: Any, wanted: Any, how: int
    ) -> int:
        if how == 0:
            return 220
        if wanted is not None:
            self.mode = wanted.raw
            out.raw = wanted.raw
        return 1

    def StartDocPrinterW(self, _handle: Any, _level: int, info: Any) -> int:
        assert isinstance(_of(info), RawInfo)
        assert _of(info).datatype == "RAW"
        return 8 if self.takes else 0

    def WritePrinter(self, _handle: Any, content: bytes, size: int, written: Any) -> int:
        self.raw += content
        _of(written).value = size
        return 1

    def AbortPrinter(self, _handle: Any) -> int:
        self.calls.append("abort")
        return 1

    def GetJobW(
        self, _handle: Any, _number: int, _level: int, room: Any, _size: int, needed: Any
    ) -> int:
        if self.bits is None:
            return 0
        _of(needed).value = ctypes.sizeof(JobInfo)
        if room is not None:
            JobInfo.from_buffer(room).status = self.bits
        return int(room is not None)

    def EnumJobsW(
        self, _h: Any, _first: int, _most: int, _level: int, room: Any, size: int, n: Any, f: Any
    ) -> int:
        _of(n).value = ctypes.sizeof(JobInfo)
        if room is None:
            return 0
        info = JobInfo.from_buffer(room)
        info.id, info.document = 9, "a-1"
        self.held.append(info)
        _of(f).value = 1
        return 1

    def GetPrinterW(self, _h: Any, level: int, status: Any, _size: int, _needed: Any) -> int:
        assert level == 6
        _of(status).value = self.printer_bits
        return 1

    def CreateDCW(self, driver: str, name: str, _output: None, _mode: Any) -> int:
        assert (driver, name) == ("WINSPOOL", "HALL")
        return 5

    def GetDeviceCaps(self, _context: int, index: int) -> int:
        return CAPS[index]

    def StartDocW(self, _context: int, info: Any) -> int:
        assert isinstance(_of(info), DocInfo)
        return 7 if self.takes else 0

    def StretchDIBits(self, _context: int, *rest: Any) -> int:
        dots, head = rest[8], rest[9]
        width, height, planes, bits = struct.unpack_from("<iiHH", head, 4)
        assert height < 0
        assert (planes, bits) == (1, 24)
        assert len(dots) == (width * 3 + 3) // 4 * 4 * -height
        self.strips += 1
        return int(-height)

    def __getattr__(self, name: str) -> Any:
        def call(*_arguments: Any) -> int:
            self.calls.append(name)
            return 1

        return call


class TestWindows:
    def test_a_letter_is_drawn_with_its_sheets_and_the_job_is_named(self) -> None:
        windows = FakeWindows()
        printer = WindowsPrinter("", windows.libraries)
        assert queues(windows.libraries) == ["HALL"]
        pdf = printed(LetterKind.REPLY, samples.reply())
        assert printer.send(pdf, "一", Sheets(copies=2, duplex=True)) == "HALL-7"
        assert windows.strips >= windows.calls.count("StartPage") == len(pypdfium2.PdfDocument(pdf))
        assert windows.calls[-2:] == ["DeleteDC", "close"]
        assert struct.unpack_from("<h", windows.mode, 86) == (2,)
        assert struct.unpack_from("<h", windows.mode, 94) == (2,)

    def test_text_goes_through_raw_and_as_often_as_wanted(self) -> None:
        windows = FakeWindows()
        printer = WindowsPrinter("HALL", windows.libraries)
        assert printer.send(b"\x1b@text", "a", Sheets(raw=True, copies=2)) == "HALL-8"
        assert windows.raw == b"\x1b@text" * 2

    @pytest.mark.parametrize("raw", [False, True])
    def test_a_printer_that_takes_nothing_is_a_fault(self, raw: bool) -> None:
        printer = WindowsPrinter("HALL", FakeWindows(takes=False).libraries)
        with pytest.raises(Fault):
            printer.send(printed(LetterKind.REPLY, samples.reply()), "a", Sheets(raw=raw))
        with pytest.raises(Refusal):
            WindowsPrinter("GONE", FakeWindows().libraries).send(b"", "a", Sheets(raw=True))

    @pytest.mark.parametrize(
        ("bits", "printer_bits", "state", "reasons"),
        [
            (0, 0, JobState.WAITING, ()),
            (0x10, 0x8, JobState.PRINTING, ("media-jam",)),
            (0x10 | 0x40, 0x10, JobState.STOPPED, ("media-empty",)),
            (0x20, 0, JobState.STOPPED, ("offline",)),
            (0x4, 0, JobState.CANCELLED, ()),
            (0x80, 0, JobState.DONE, ()),
            (None, 0, JobState.DONE, ()),
        ],
    )
    def test_what_became_of_a_job(
        self, bits: int | None, printer_bits: int, state: JobState, reasons: tuple[str, ...]
    ) -> None:
        windows = FakeWindows(bits=bits, printer_bits=printer_bits)
        status = WindowsPrinter("HALL", windows.libraries).look("HALL-7")
        assert (status.state, status.reasons) == (state, reasons)

    def test_a_job_is_found_by_its_name_while_the_queue_holds_it(self) -> None:
        printer = WindowsPrinter("HALL", FakeWindows().libraries)
        assert printer.find("a-1") == "HALL-9"
        assert printer.find("b-1") is None
        assert printer.look("nothing").state is JobState.UNKNOWN

    def test_elsewhere_there_is_no_printer_of_windows(self) -> None:
        if hasattr(ctypes, "WinDLL"):
            assert loaded().gdi is not None
        else:
            with pytest.raises(Refusal):
                WindowsPrinter("HALL").send(b"", "a")

    def test_what_is_not_wanted_stays_as_the_printer_has_it(self) -> None:
        mode = bytes(range(220))
        changed = with_sheets(mode, Sheets())
        same = {*range(220)} - {*range(72, 76), 86, 87}
        assert all(changed[at] == mode[at] for at in same)
