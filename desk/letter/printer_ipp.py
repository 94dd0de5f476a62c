"""Asking a print server what became of jobs: the questions of IPP (RFC 8011) that we need."""

import getpass
import http.client
import os
import socket
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.i18n import _
from desk.refusals import Fault

Values = dict[str, list[str | int]]
"""Attributes of one job or printer by name."""

GET_JOB, GET_JOBS, GET_PRINTER = 0x0009, 0x000A, 0x000B
_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
_OPERATION, _END = 0x01, 0x03
_GROUPS = 0x0F
"""Tags up to here begin a group; the others are values."""
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_KEYWORD, _URI, _CHARSET, _LANGUAGE, _NAME = 0x44, 0x45, 0x47, 0x48, 0x42
_OK = 0x0100
"""Statuses from here on say no."""
_PATIENCE = 10.0
_PORT = 631


class _Socket(http.client.HTTPConnection):
    """HTTP through a socket of this computer."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_PATIENCE)
        self._path = path

    def connect(self) -> None:
        # Looked up by name: a Python of Windows has no such family.
        self.sock = socket.socket(getattr(socket, "AF_" + "UNIX"), socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _connection(environment: Mapping[str, str]) -> http.client.HTTPConnection:
    server = environment.get("CUPS_SERVER", "")
    if not server:
        server = next((path for path in _SOCKETS if Path(path).exists()), "localhost")
    if server.startswith("/"):
        return _Socket(server)
    host, _colon, port = server.partition("/")[0].partition(":")
    return http.client.HTTPConnection(
        host, int(port) if port.isdigit() else _PORT, timeout=_PATIENCE
    )


def _value(tag: int, name: str, value: bytes) -> bytes:
    key = name.encode()
    return struct.pack(f">BH{len(key)}sH", tag, len(key), key, len(value)) + value


def request(operation: int, queue: str, names: Sequence[str], *, job: int = 0) -> bytes:
    """The bytes of a question about a printer, one of its jobs, or all of them."""
    user = os.environ.get("LOGNAME") or getpass.getuser()
    parts = [
        struct.pack(">BBHI", 2, 0, operation, 1),
        bytes([_OPERATION]),
        _value(_CHARSET, "attributes-charset", b"utf-8"),
        _value(_LANGUAGE, "attributes-natural-language", b"en"),
        _value(_URI, "printer-uri", f"ipp://localhost/printers/{queue}".encode()),
    ]
    if job:
        parts.append(_value(_INTEGER, "job-id", struct.pack(">i", job)))
    parts.append(_value(_NAME, "requesting-user-name", user.encode()))
    for number, name in enumerate(names):
        parts.append(_value(_KEYWORD, "" if number else "requested-attributes", name.encode()))
    if operation == GET_JOBS:
        parts.append(_value(_KEYWORD, "which-jobs", b"all"))
    return b"".join([*parts, bytes([_END])])


def answer(content: bytes) -> tuple[int, list[Values]]:
    """The status of an answer, and each group of attributes after the first."""
    try:
        return _read(content)
    except (struct.error, IndexError) as wrong:
        raise ValueError("not an answer of IPP") from wrong


def _read(content: bytes) -> tuple[int, list[Values]]:
    (status,) = struct.unpack_from(">H", content, 2)
    groups: list[Values] = []
    at, name = 8, ""
    while content[at] != _END:
        tag = content[at]
        at += 1
        if tag <= _GROUPS:
            groups.append({})
            continue
        (length,) = struct.unpack_from(">H", content, at)
        at += 2
        if length:
            name = content[at : at + length].decode("utf-8", "replace")
            at += length
        (length,) = struct.unpack_from(">H", content, at)
        raw = content[at + 2 : at + 2 + length]
        at += 2 + length
        value: str | int = raw.decode("utf-8", "replace")
        if tag in (_INTEGER, _ENUM):
            (value,) = struct.unpack(">i", raw)
        elif tag == _BOOLEAN:
            value = raw[0]
        groups[-1].setdefault(name, []).append(value)
    return status, groups[1:]


def ask(
    environment: Mapping[str, str],
    operation: int,
    queue: str,
    names: Sequence[str],
    *,
    job: int = 0,
) -> list[Values]:
    """What the print server says; nothing where it knows nothing of it.

    Raises Fault when there is no answer.
    """
    connection = _connection(environment)
    try:
        connection.request(
            "POST",
            f"/printers/{queue}",
            request(operation, queue, names, job=job),
            {"Content-Type": "application/ipp", "Host": "localhost"},
        )
        reply = connection.getresponse()
        content = reply.read()
        if reply.status != http.HTTPStatus.OK:
            raise OSError(f"{reply.status} {reply.reason}")
        status, groups = answer(content)
    except (OSError, ValueError, http.client.HTTPException) as wrong:
        raise Fault(
            _("The printing service does not answer."),
            _("Check that the printer is on, or print to a folder."),
        ) from wrong
    finally:
        connection.close()
    return groups if status < _OK else []
