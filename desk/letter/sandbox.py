"""The sandbox in which letter templates run: no fact is ever code, and faults name their line."""

import dataclasses
import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from types import SimpleNamespace, TracebackType
from typing import Any, NoReturn

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.filters import do_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from desk.i18n import N_, _
from desk.letter import bounds
from desk.letter.escape import Escaped, escape_markdown
from desk.letter.shelf import Shelf

FILTERS = ("default", "join", "length")
FAULTS = (
    TemplateError,
    KeyError,
    TypeError,
    AttributeError,
    ValueError,
    LookupError,
    ArithmeticError,
    RecursionError,
)
"""What a template can break with while it is read or filled in."""

_NO_FILTER = re.compile(r"No (filter|test) named '([^']*)'")
_UNSAFE = re.compile(r"access to attribute '([^']*)'")


@dataclasses.dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong in a template, in words for a shift lead; `line` 0 where it has no place."""

    name: str
    line: int
    why: str
    code: str = "broken"

    @property
    def said(self) -> str:
        """The fault with its place."""
        if not self.line:
            return _("{name}: {why}").format(name=self.name, why=self.why)
        return _("{name}, line {line}: {why}").format(name=self.name, line=self.line, why=self.why)


class _Unknown(StrictUndefined):
    """A name that a template asks for and nobody gave."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return _("there is no “{name}” here; README.md of the templates lists the names.").format(
            name=self._undefined_name
        )


class _Bounded(Template):
    """A template of which each filling in is counted by itself."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        with bounds.bounded():
            return super().render(*args, **kwargs)


class _Generator(CodeGenerator):
    """Compiles templates so that a text put together is measured."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.measured(")
        super().visit_Concat(node, frame)
        self.write(")")


@pass_eval_context
def _joined(context: nodes.EvalContext, value: Any, *how: Any) -> Any:
    return bounds.measured(do_join(context, [bounds.written(item) for item in value], *how))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates may read facts and call the words of the book, and nothing else."""

    # A multiplied text or a power could fill the memory; a letter needs neither.
    intercepted_binops = frozenset(["*", "**", "%", "+"])
    code_generator_class = _Generator
    template_class = _Bounded
    measured = staticmethod(bounds.measured)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # A slice or a method of a string could cut an escape in two.
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+":
            return bounds.measured(left + right)
        if operator == "%" and isinstance(left, int) and isinstance(right, int):
            return left % right
        raise SecurityError(
            _("“{sign}” does not belong in a letter template.").format(sign=operator)
        )

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Slices are compiled to plain Python and never reach `getitem`.
        parsed = super()._parse(source, name, filename)
        for cut in parsed.find_all(nodes.Slice):
            why = _("a letter template cuts no text.")
            raise TemplateSyntaxError(why, cut.lineno, name, filename)
        return bounds.counted(parsed)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, str):
            raise SecurityError(_("a text has no parts in a letter template."))
        return super().getitem(obj, argument)


class _Loader(BaseLoader):
    """Gives out the texts of a shelf; a text is known to Python by its name."""

    def __init__(self, shelf: Shelf) -> None:
        self._texts = dict(shelf.texts)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], template, lambda: True


def _finalize(value: Any) -> Any:
    bounds.written(value)
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Escaped(escape_markdown(value))


def wrap(value: Any) -> Any:
    """Facts as a template sees them: every string escaped for Markdown, enums as plain words."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: wrap(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return SimpleNamespace(**fields)
    if isinstance(value, tuple):
        return tuple(wrap(item) for item in value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return Escaped.escape(value)
    return value


@lru_cache(maxsize=64)
def environment(shelf: Shelf) -> ImmutableSandboxedEnvironment:
    """The sandbox over one shelf of templates."""
    made = _Sandbox(
        loader=_Loader(shelf),
        undefined=_Unknown,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters = {**{name: made.filters[name] for name in FILTERS}, "join": _joined}
    made.globals = {"namespace": made.globals["namespace"]}
    return made


def template(shelf: Shelf, name: str) -> Template:
    """One template of a shelf, ready to be filled in."""
    return environment(shelf).get_template(name)


@lru_cache(maxsize=128)
def used_by(shelf: Shelf, name: str) -> tuple[str, ...]:
    """A template and every text of the shelf that it takes in, directly or through another."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        one = waiting.pop()
        text = shelf.text(one)
        if one in found or text is None:
            continue
        found.append(one)
        asked = meta.find_referenced_templates(environment(shelf).parse(text, one, one))
        waiting += [other for other in asked if other]
    return tuple(sorted(found))


def fault_of(shelf: Shelf, name: str, wrong: BaseException) -> TemplateFault:
    """Where a template broke and why, in words for a lead; `name` is the one that was asked for."""
    if isinstance(wrong, TemplateSyntaxError):
        return TemplateFault(wrong.name or name, wrong.lineno, _why(wrong), "syntax")
    found = _place(shelf, wrong.__traceback__)
    where, line = found or (name, 0)
    code = "broken"
    if isinstance(wrong, SecurityError):
        code = "sandbox"
    elif isinstance(wrong, UndefinedError):
        code = "name"
    return TemplateFault(where, line, _why(wrong), code)


def _place(shelf: Shelf, trace: TracebackType | None) -> tuple[str, int] | None:
    """The innermost line of a template in a traceback."""
    found = None
    names = set(shelf.names)
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in names:
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found


_KNOWN: dict[str, str] = {
    "filter": N_("there is no filter “{name}”; there are: {filters}."),
    "test": N_("there is no test “{name}”."),
}


def _why(wrong: BaseException) -> str:
    said = str(getattr(wrong, "message", None) or wrong)
    if isinstance(wrong, TemplateNotFound):
        return _("there is no template “{name}”.").format(name=wrong.name)
    if isinstance(wrong, RecursionError):
        return _("it goes on for ever.")
    if known := _NO_FILTER.match(said):
        words = _(_KNOWN[known[1]])
        return words.format(name=known[2], filters=", ".join(FILTERS))
    if unsafe := _UNSAFE.match(said):
        return _("a letter template may not reach “{name}”.").format(name=unsafe[1])
    if isinstance(wrong, TemplateSyntaxError | SecurityError | UndefinedError):
        return said
    if isinstance(wrong, KeyError):
        return _("there is no word for {what}.").format(what=said)
    return _("it cannot be filled in: {why}").format(why=said)


def reraised(shelf: Shelf, name: str, wrong: BaseException) -> NoReturn:
    """Raise what a template broke with as `BrokenTemplate`."""
    raise BrokenTemplate(fault_of(shelf, name, wrong)) from wrong


class BrokenTemplate(Exception):
    """A template cannot be used; `fault` says where and why."""

    def __init__(self, fault: TemplateFault) -> None:
        super().__init__(fault.said)
        self.fault = fault
