"""How much a letter template may do: a letter is short work, no text of a site goes on for ever.

Each round of a loop, each call of a macro and each text taken in is a step that counts what it
writes. The steps stand in the compiled template itself, so that it stops on every system, in every
thread, and without a clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError

from desk.i18n import _

STEPS = 50_000
CHARACTERS = 1_000_000
"""What the longest letter has two thousandths of."""

_left: ContextVar[list[int] | None] = ContextVar("left", default=None)
"""Steps and characters that are left to the template that is being filled in."""


@contextmanager
def bounded() -> Iterator[None]:
    """Count anew what is done inside."""
    token = _left.set([STEPS, CHARACTERS])
    try:
        yield
    finally:
        _left.reset(token)


def step(written: int) -> str:
    """One more step, which writes so many characters; raises SecurityError when it is too many."""
    left = _left.get()
    if left is not None:
        left[0] -= 1
        left[1] -= written
        if min(left) < 0:
            raise SecurityError(_("it goes on for ever."))
    return ""


def measured(value: Any) -> Any:
    """A value that was put together; raises SecurityError when it is longer than any letter."""
    if hasattr(value, "__len__") and len(value) > CHARACTERS:
        raise SecurityError(_("it writes more than any letter holds."))
    return value


def written(value: Any) -> Any:
    """A value on its way to the page. A list is no text: each of its own can hold itself twice."""
    if isinstance(value, list | tuple | dict | set):
        raise SecurityError(_("a list is written item by item."))
    if isinstance(value, str):
        step(len(value))
    return value


def counted(template: nodes.Template) -> nodes.Template:
    """Put the steps into a template that was read."""
    _count(template, template.body)
    for node in template.find_all((nodes.For, nodes.Macro, nodes.CallBlock)):
        assert isinstance(node, nodes.For | nodes.Macro | nodes.CallBlock)
        _count(node, node.body)
    return template


def _count(node: nodes.Node, body: list[nodes.Node]) -> None:
    texts = (text for part in body for text in part.find_all(nodes.TemplateData))
    weight = nodes.Const(sum(len(text.data) for text in texts))
    name = nodes.ImportedName(f"{step.__module__}.{step.__name__}")
    counting = nodes.ExprStmt(nodes.Call(name, [weight], [], None, None))
    body.insert(0, counting.set_lineno(node.lineno))
