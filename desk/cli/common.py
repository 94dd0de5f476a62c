"""Options that may stand anywhere on the line; read before anything heavy is imported."""

from collections.abc import Callable
from dataclasses import dataclass

TAKES_VALUE = {"--at": "at", "--lang": "language", "--staff": "staff"}
FLAGS = {"--json": "as_json"}
FROM_INPUT = "@-"
"""Stands for words that come by standard input, one a line: neither the list of processes nor the
history of a shell then holds a name or what a customer said."""


@dataclass(frozen=True, slots=True)
class Line:
    """A command line with the common options brought to its front."""

    words: list[str]
    """The whole line, common options first, for the parser to judge."""
    rest: list[str]
    """What is left without them: a command, or an option that wants a value."""
    given: dict[str, str]
    """Values of the common options by name, unchecked."""


def filled(argv: list[str], read: Callable[[], str]) -> list[str]:
    """A command line with the words from `read` in the place of a lone "@-", if there is one."""
    if FROM_INPUT not in argv:
        return argv
    at = argv.index(FROM_INPUT)
    return [*argv[:at], *read().splitlines(), *argv[at + 1 :]]


def arranged(argv: list[str]) -> Line:
    """Bring the common options to the front, so that each may stand before or after the command.

    Everything after a lone "--" stays where it is.
    """
    end = argv.index("--") if "--" in argv else len(argv)
    front: list[str] = []
    rest: list[str] = []
    given: dict[str, str] = {}
    words = iter(argv[:end])
    for word in words:
        name, equals, value = word.partition("=")
        if word in FLAGS:
            front.append(word)
            given[FLAGS[word]] = "1"
        elif name in TAKES_VALUE and equals:
            front.append(word)
            given[TAKES_VALUE[name]] = value
        elif word in TAKES_VALUE:
            follows = next(words, None)
            if follows is None:
                # Alone, so that the parser says what is missing instead of taking another word.
                return Line([word], [word], given)
            front += [word, follows]
            given[TAKES_VALUE[word]] = follows
        else:
            rest.append(word)
    rest += argv[end:]
    return Line(front + rest, rest, given)
