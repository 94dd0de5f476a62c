"""Pictures made for tests: a PNG of one colour, the drawing of a seal."""

import struct
import zlib
from pathlib import Path

SEAL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    b'<circle cx="50" cy="50" r="47" fill="none" stroke="#c8102e" stroke-width="3"/></svg>'
)


def png(wide: int, high: int, *, alpha: bool = True) -> bytes:
    """A red picture, half transparent or opaque."""
    dots = 4 if alpha else 3
    row = b"\0" + bytes([200, 16, 46, 128][:dots]) * wide

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", wide, high, 8, 6 if alpha else 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * high))
        + chunk(b"IEND", b"")
    )


def jpeg(orientation: int = 1) -> bytes:
    """A green photograph, 160 by 120, red in its upper left quarter; held as a camera notes it."""
    plain = (Path(__file__).parent / "data" / "quarter_red.jpg").read_bytes()
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4)
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]
