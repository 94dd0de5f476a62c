"""What a whole program sets for its process, put back after a test that begins one in this."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hooks_put_back() -> Iterator[None]:
    """Whatever handlers and hooks are set meanwhile are those from before afterwards."""
    handlers, raising = [*logging.getLogger().handlers], logging.raiseExceptions
    uncaught, in_thread, unraisable = sys.excepthook, threading.excepthook, sys.unraisablehook
    try:
        yield
    finally:
        logging.getLogger().handlers[:], logging.raiseExceptions = handlers, raising
        sys.excepthook, threading.excepthook = uncaught, in_thread
        sys.unraisablehook = unraisable
