"""What comes in: JSON or text from a file or standard input, judged against the forms."""

import json
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from desk.dates import iso_day, iso_moment
from desk.i18n import N_, _
from desk.refusals import Refusal
from desk.text import UNPRINTABLE, clean

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T")

LARGEST = 4_000_000
"""Bytes of one input; a narrative and its answers are a thousandth of it."""
DEEPEST = 40
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""What editors and PowerShell put before a text, and how the rest is then to be read."""

_WANTED = {
    "string": N_("text in quotation marks"),
    "int": N_("a whole number without quotation marks"),
    "bool": N_("true or false without quotation marks"),
    "list": N_("a list in square brackets"),
    "dict": N_("an object in braces"),
    "dataclass": N_("an object in braces"),
    "date": N_("a day like 2026-11-21"),
    "datetime": N_("a moment like 2026-11-21T14:30"),
}
"""What a field takes, by the family of the error."""


class NoInput(Exception):
    """Nothing was handed over: no file named, and a terminal on standard input."""


def read_text(file: Path | None) -> str:
    """The text of `file`, or of standard input; a byte order mark is tolerated."""
    return decoded(_read(file))


def read_list(file: Path | None) -> str:
    """The text of a list, as `read_text`; also as a Chinese spreadsheet writes it (GB18030)."""
    raw = _read(file)
    try:
        return decoded(raw)
    except Refusal as refusal:
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            raise refusal from None


def _read(file: Path | None) -> bytes:
    if file is not None:
        try:
            with file.open("rb") as opened:
                raw = opened.read(LARGEST + 1)
        except OSError as error:
            raise Refusal(
                _("The file {path} cannot be read.").format(path=file),
                _("Check its name and whether you may open it: {reason}").format(
                    reason=error.strerror or type(error).__name__
                ),
                field="file",
                code="file_unreadable",
            ) from error
    else:
        if sys.stdin is None or sys.stdin.isatty():
            raise NoInput
        source = getattr(sys.stdin, "buffer", None)
        raw = source.read(LARGEST + 1) if source else sys.stdin.read().encode()
    if len(raw) > LARGEST:
        raise Refusal(
            _("The input is larger than {most} megabytes.").format(most=LARGEST // 1_000_000),
            _("Hand over one thing at a time."),
            code="too_large",
        )
    return raw


def decoded(raw: bytes) -> str:
    """Bytes as text: UTF-8, or what a byte order mark says."""
    encoding = "utf-8"
    for mark, name in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raw, encoding = raw[len(mark) :], name
            break
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            _("The input is not UTF-8: it breaks off at byte {place}.").format(place=error.start),
            _("Save the file as UTF-8 and try again."),
            code="not_utf8",
        ) from error


def parsed(text: str) -> Any:
    """JSON as Python holds it; refuses what is none, with line and column."""
    if not text.strip():
        raise Refusal(
            _("The input is empty."),
            _("“desk schema” shows what each command takes in."),
            code="bad_json",
        )
    try:
        data = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_number,
            strict=False,
        )
    except json.JSONDecodeError as error:
        raise Refusal(
            _("The input is not JSON: line {line}, column {column}.").format(
                line=error.lineno, column=error.colno
            ),
            _("Look there for a missing quotation mark, comma or bracket."),
            code="bad_json",
        ) from error
    except (RecursionError, ValueError) as error:
        raise Refusal(
            _("The input holds something no form has: numbers without end or brackets too deep."),
            code="bad_json",
        ) from error
    _not_too_deep(data, 0)
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Refusal(
                _("The field “{name}” stands twice in the input.").format(name=clean(name)),
                _("Keep one of the two."),
                field=clean(name),
                code="field_twice",
            )
        found[name] = value
    return found


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _number(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _not_too_deep(data: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise Refusal(
            _("The input holds something no form has: numbers without end or brackets too deep."),
            code="bad_json",
        )
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            _not_too_deep(value, depth + 1)


def read_form(shape: type[T], file: Path | None) -> T:
    """The form of this shape from a file or standard input."""
    return form_of(shape, parsed(read_text(file)))


def form_of(shape: type[T], data: Any) -> T:
    """Data as a form. Unknown fields, wrong types and impossible dates are refused by path.

    The refusal names the first field; all of them stand in its `more`.
    """
    from pydantic import TypeAdapter, ValidationError

    wrong = dict(_bad_dates(shape, data, ""))
    adapter = TypeAdapter(shape)
    text = UNPRINTABLE.sub("", json.dumps(data, ensure_ascii=False))
    form: T | None = None
    try:
        form = adapter.validate_json(text, strict=True)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=True):
            path = _path(detail["loc"])
            wrong.setdefault(path, _worded(detail, path))
    if wrong:
        first = next(iter(wrong.values()))
        raise BadInput(first, [*wrong.values()])
    return cast(T, form)


class BadInput(Refusal):
    """An input that is no such form; `more` holds a refusal for every field that is wrong."""

    def __init__(self, first: Refusal, more: list[Refusal]) -> None:
        super().__init__(first.message, first.hint, field=first.field, code=first.code)
        self.more = more


def _path(loc: tuple[int | str, ...]) -> str:
    return ".".join(clean(str(part)) for part in loc)


def _bad_dates(shape: Any, data: Any, path: str) -> Iterator[tuple[str, Refusal]]:
    """Days and times that are written in another way than 2026-11-21, or that do not exist."""
    for kind in get_args(shape) if get_origin(shape) in (Union, UnionType) else (shape,):
        if kind in (date, datetime) and isinstance(data, str):
            try:
                if kind is date:
                    iso_day(data, field=path)
                else:
                    iso_moment(data, field=path)
            except Refusal as refusal:
                yield path, refusal
        elif get_origin(kind) is list and isinstance(data, list):
            for number, value in enumerate(data):
                yield from _bad_dates(get_args(kind)[0], value, _under(path, number))
        elif is_dataclass(kind) and isinstance(data, dict):
            hints = get_type_hints(kind)
            for item in fields(kind):
                if item.name in data:
                    yield from _bad_dates(
                        hints[item.name], data[item.name], _under(path, item.name)
                    )


def _under(path: str, name: str | int) -> str:
    return f"{path}.{name}" if path else str(name)


def _worded(detail: "ErrorDetails", path: str) -> Refusal:
    kind = detail["type"]
    name = path or _("the input")
    hint = _("“desk schema” shows what each command takes in.")
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return Refusal(
            _("There is no field “{name}”.").format(name=name),
            hint,
            field=path,
            code="unknown_field",
        )
    if kind == "missing":
        return Refusal(
            _("The field “{name}” is missing.").format(name=name), hint, field=path, code="missing"
        )
    if kind in ("enum", "literal_error"):
        expected = str(detail.get("ctx", {}).get("expected", ""))
        words = expected.replace("'", "").replace(" or ", ", ")
        return Refusal(
            _("“{value}” is not a word for “{name}”.").format(
                value=_shown(detail["input"]), name=name
            ),
            _("Possible: {words}.").format(words=words),
            field=path,
            code="unknown_word",
        )
    wanted = _WANTED.get(kind.partition("_")[0])
    return Refusal(
        _("“{name}” must be {wanted}.").format(name=name, wanted=_(wanted))
        if wanted
        else _("“{name}” cannot be taken in as it stands.").format(name=name),
        hint,
        field=path,
        code="wrong_type",
    )


def _shown(value: object) -> str:
    line = clean(str(value)).replace("\n", " ")
    return line if len(line) <= 40 else f"{line[:40]}…"
