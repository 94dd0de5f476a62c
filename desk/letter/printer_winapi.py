"""What of Windows' spooler and GDI is called, with its structures, through ctypes."""

import ctypes
from dataclasses import dataclass
from functools import cache
from typing import Any

from desk.i18n import _
from desk.letter.printer import no_printer


class DocInfo(ctypes.Structure):
    """DOCINFOW."""

    _fields_ = (
        ("size", ctypes.c_int),
        ("name", ctypes.c_wchar_p),
        ("output", ctypes.c_wchar_p),
        ("datatype", ctypes.c_wchar_p),
        ("kind", ctypes.c_uint32),
    )


class RawInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("name", ctypes.c_wchar_p),
        ("output", ctypes.c_wchar_p),
        ("datatype", ctypes.c_wchar_p),
    )


class PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_ = (
        ("name", ctypes.c_wchar_p),
        ("server", ctypes.c_wchar_p),
        ("attributes", ctypes.c_uint32),
    )


class JobInfo(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_ = (
        ("id", ctypes.c_uint32),
        ("printer", ctypes.c_wchar_p),
        ("machine", ctypes.c_wchar_p),
        ("user", ctypes.c_wchar_p),
        ("document", ctypes.c_wchar_p),
        ("datatype", ctypes.c_wchar_p),
        ("words", ctypes.c_wchar_p),
        ("status", ctypes.c_uint32),
        ("priority", ctypes.c_uint32),
        ("position", ctypes.c_uint32),
        ("pages", ctypes.c_uint32),
        ("printed", ctypes.c_uint32),
        ("submitted", ctypes.c_uint16 * 8),
    )


@dataclass(frozen=True, slots=True)
class Libraries:
    """winspool.drv and gdi32.dll, or what stands for them."""

    spooler: Any
    gdi: Any


@cache
def loaded() -> Libraries:
    """Those of this computer; refuses where it is not Windows."""
    load = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise no_printer(_("Printing is not set up on this computer."))
    spooler, gdi = load("winspool.drv"), load("gdi32")
    handle, text = ctypes.c_void_p, ctypes.c_wchar_p
    for function in (
        *("ClosePrinter", "StartPagePrinter", "EndPagePrinter", "EndDocPrinter", "AbortPrinter"),
    ):
        getattr(spooler, function).argtypes = [handle]
    spooler.StartDocPrinterW.argtypes = [handle, ctypes.c_uint32, handle]
    spooler.WritePrinter.argtypes = [handle, handle, ctypes.c_uint32, handle]
    spooler.DocumentPropertiesW.argtypes = [handle, handle, text, handle, handle, ctypes.c_uint32]
    number = ctypes.c_uint32
    spooler.GetJobW.argtypes = [handle, number, number, handle, number, handle]
    spooler.EnumJobsW.argtypes = [handle, *[number] * 3, handle, number, handle, handle]
    spooler.GetPrinterW.argtypes = [handle, number, handle, number, handle]
    gdi.CreateDCW.restype = handle
    gdi.CreateDCW.argtypes = [text, text, text, handle]
    gdi.StartDocW.argtypes = [handle, handle]
    for function in ("StartPage", "EndPage", "EndDoc", "AbortDoc", "DeleteDC"):
        getattr(gdi, function).argtypes = [handle]
    gdi.GetDeviceCaps.argtypes = [handle, ctypes.c_int]
    gdi.StretchDIBits.argtypes = [handle, *[ctypes.c_int] * 8, handle, handle, number, number]
    return Libraries(spooler, gdi)
