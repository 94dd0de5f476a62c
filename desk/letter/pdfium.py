"""pdfium works for one thread at a time: whoever uses it holds this meanwhile."""

from threading import RLock

ONE = RLock()
