"""The child of `press_many`: jobs in on standard input, pages out on standard output."""

import pickle
import signal
import sys

from desk import i18n
from desk.letter.press_many import press_one


def main() -> None:
    """Press what is sent until nothing more comes."""
    # Ctrl+C in a terminal reaches the whole group; the parent decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    i18n.use(sys.argv[1])
    jobs, pages = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            job = pickle.load(jobs)
        except EOFError:
            return
        pickle.dump(press_one(job), pages)
        pages.flush()


if __name__ == "__main__":
    main()
