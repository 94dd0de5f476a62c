"""A print server that answers two questions of IPP as it is told to."""

import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from desk.letter import printer_ipp as ipp

_JOB_GROUP, _OPERATION_GROUP, _END = b"\x02", b"\x01", b"\x03"
_INTEGER, _NAME = 0x21, 0x42


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    key = name.encode()
    return struct.pack(f">BH{len(key)}sH", tag, len(key), key, len(value)) + value


def _answer(jobs: Sequence[tuple[int, str]]) -> bytes:
    parts = [struct.pack(">BBHI", 2, 0, 0, 1), _OPERATION_GROUP]
    for number, name in jobs:
        parts += [_JOB_GROUP, _attribute(_INTEGER, "job-id", struct.pack(">i", number))]
        if name:
            parts.append(_attribute(_NAME, "job-name", name.encode()))
    return b"".join([*parts, _END])


@contextmanager
def ipp_server(
    listed: Sequence[tuple[int, str]], alone: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """The address of a server with jobs as (number, name), "" for a name it leaves out.

    `listed` is how it gives them in a list, `alone` how it gives each when asked for it.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            (operation,) = struct.unpack_from(">H", asked, 2)
            jobs = listed
            if operation == ipp.GET_JOB:
                jobs = [job for job in alone if struct.pack(">i", job[0]) in asked]
            content = _answer(jobs)
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
