"""Commands that are given a text wherever they take one."""

from collections.abc import Iterator
from typing import Any

from desk.cli.app import command
from desk.text import UNPRINTABLE
from tests.desk.cli.prompt import LEAD, Prompt
from tests.naughty import BROKEN, LONG, NAUGHTY

TEXTS = {**NAUGHTY, "long": LONG, "broken": BROKEN}
FAILS = "Something failed that should not"
SKIPPED = frozenset({"demo"})
"""Made of programs that do not belong here."""


def commands(group: Any = None, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its path."""
    for name, below in (group or command()).commands.items():
        if getattr(below, "commands", None):
            yield from commands(below, *path, name)
        elif name not in SKIPPED:
            yield (*path, name), below


def tried(prompt: Prompt, path: tuple[str, ...], found: Any, text: str) -> list[str]:
    """What went wrong when a command was given the text in every place."""
    arguments = [text for one in found.params if one.param_type_name == "argument"]
    options = [
        f"{max(one.opts, key=len)}={text}"
        for one in found.params
        if one.param_type_name == "option" and not one.is_flag and not one.count
    ]
    raw = text.encode("utf-8", "surrogatepass")
    lines: list[tuple[list[str], object]] = [
        ([*options, "--", *arguments], raw),
        # Alone they get further than where one of many is no number.
        (["--", *arguments], {"a": [text.encode("utf-8", "replace").decode()]}),
        *(([one, "--", *arguments], None) for one in options),
    ]
    wrong = []
    for words, data in lines:
        answer = prompt.run("--staff", LEAD, *path, *words, data=data)
        # A list goes to standard output as a file would, with the line ends of CSV.
        said = (answer.out + answer.err).replace("\r\n", "\n")
        if answer.code not in (0, 1, 2, 3) or FAILS in said or "Traceback" in said:
            wrong.append(f"{' '.join(path)} {words!r:.80}: {answer.code} {said[-400:]}")
        elif bad := UNPRINTABLE.search(said):
            wrong.append(f"{' '.join(path)}: shows {bad[0]!r}: {said!r:.300}")
    return wrong
