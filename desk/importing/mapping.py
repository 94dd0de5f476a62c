"""Which column becomes which field: a small TOML file, guessed from headers or read and judged."""

import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desk.enums import Nature
from desk.form import Form
from desk.i18n import _
from desk.importing.targets import KEYS, TARGETS
from desk.refusals import Refusal
from desk.text import clean_line

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LARGEST = 200_000
"""Characters of a mapping file."""
_YES = ("yes", "no")
_LOOSE = re.compile(r"[\s_:：*]+|[（(][^）)]*[）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMapping(Form):
    """How a file of the marketing system is read.

    `columns` names for each header the field it becomes; `words` for a field the word of the
    file and what it means here. Columns that are not named are left out.
    """

    key: str = "account.number"
    """"account.number" or "customer.number": what a file is found again by."""
    sheet: str = ""
    """Sheet of a workbook; "" for the first."""
    header_row: int = 0
    """Line in which the headers stand; 0 to look for it."""
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)


def folded(header: str) -> str:
    """A header as headers are compared: without width, case, spaces and brackets."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", clean_line(header)).lower())


_KNOWN = {folded(header): target.name for target in TARGETS.values() for header in target.headers}


def recognised(headers: Sequence[str]) -> int:
    """How many of these headers are known from usual exports."""
    return sum(folded(header) in _KNOWN for header in headers)


def guess(headers: Sequence[str]) -> ImportMapping:
    """The mapping that the headers suggest; each field goes to the first column that claims it."""
    columns: dict[str, str] = {}
    for header in headers:
        target = _KNOWN.get(folded(header), "")
        if target and target not in columns.values() and header not in columns:
            columns[header] = target
    taken = set(columns.values())
    key = next((key for key in KEYS if key in taken), KEYS[0])
    if KEYS[0] not in taken:
        # Without an account an address is where the customer lives.
        columns = {
            header: target.replace("account.address", "customer.address")
            if "customer.address" not in taken
            else target
            for header, target in columns.items()
        }
    return ImportMapping(key=key, columns=columns)


def check(mapping: ImportMapping, headers: Sequence[str] | None = None) -> ImportMapping:
    """The mapping itself when it can be used; with `headers`, on a file that has these."""
    if mapping.key not in KEYS:
        raise _refused(
            "key",
            _("“{value}” is no key.").format(value=clean_line(mapping.key)),
            _("Possible: {words}.").format(words=", ".join(KEYS)),
        )
    if mapping.header_row < 0:
        raise _refused("header_row", _("Lines are counted from 1."))
    by_target: dict[str, str] = {}
    for header, target in mapping.columns.items():
        path = f"columns.{clean_line(header)}"
        if target not in TARGETS:
            raise _refused(
                path,
                _("There is no field “{name}” to import into.").format(name=clean_line(target)),
                _("Possible: {words}.").format(words=", ".join(TARGETS)),
            )
        if target in by_target:
            raise _refused(
                path,
                _("The columns “{one}” and “{other}” both become “{name}”.").format(
                    one=by_target[target], other=clean_line(header), name=target
                ),
                _("Keep one of the two."),
            )
        by_target[target] = clean_line(header)
    for target in (mapping.key, "customer.name"):
        if target not in by_target:
            raise _refused(
                "columns",
                _("No column becomes “{name}” ({title}).").format(
                    name=target, title=_(TARGETS[target].title)
                ),
                _("Name the column that holds it in the mapping, under [columns]."),
                code="mapping_incomplete",
            )
    _check_words(mapping.words)
    if headers is not None:
        _on(mapping, headers)
    return mapping


def _check_words(words: AbstractMapping[str, AbstractMapping[str, str]]) -> None:
    for target, meant in words.items():
        kind = TARGETS[target].kind if target in TARGETS else ""
        allowed = {"nature": tuple(nature.value for nature in Nature), "flag": _YES}.get(kind)
        if allowed is None:
            raise _refused(
                f"words.{clean_line(target)}",
                _("Only fields with a fixed set of words take words."),
                _("Possible: {words}.").format(
                    words=", ".join(
                        t.name for t in TARGETS.values() if t.kind in ("nature", "flag")
                    )
                ),
            )
        for word, value in meant.items():
            if value not in allowed:
                raise _refused(
                    f"words.{target}.{clean_line(word)}",
                    _("“{value}” is not a word for “{name}”.").format(
                        value=clean_line(value), name=target
                    ),
                    _("Possible: {words}.").format(words=", ".join(allowed)),
                )


def _on(mapping: ImportMapping, headers: Sequence[str]) -> None:
    there = [folded(header) for header in headers]
    missing = [header for header in mapping.columns if folded(header) not in there]
    if missing:
        raise _refused(
            f"columns.{clean_line(missing[0])}",
            _("The file has no column {names}.").format(
                names="、".join(f"“{clean_line(name)}”" for name in missing)
            ),
            _("It has: {names}.").format(
                names="、".join(clean_line(h)[:30] for h in headers if h.strip()) or _("no headers")
            ),
            code="column_missing",
        )
    for header in mapping.columns:
        if there.count(folded(header)) > 1:
            raise _refused(
                f"columns.{clean_line(header)}",
                _("The column “{name}” stands in the file twice.").format(name=clean_line(header)),
                _("Rename one of the two in the file."),
                code="column_twice",
            )


def places(mapping: ImportMapping, headers: Sequence[str]) -> dict[str, int]:
    """Field → place of its column, in a file with these headers."""
    there = [folded(header) for header in headers]
    return {target: there.index(folded(h)) for h, target in mapping.columns.items()}


def read(text: str) -> ImportMapping:
    """The mapping in a TOML text; a Refusal names the place of what is wrong."""
    if len(text) > LARGEST:
        raise _refused("map", _("This is no mapping: it is too long."))
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(
            "map",
            _("The mapping is not TOML: {reason}").format(reason=error),
            _('Names with Chinese characters stand in quotation marks: "户号" = "account.number"'),
        ) from error
    return check(_shaped(data))


def _shaped(data: dict[str, Any]) -> ImportMapping:
    from pydantic import TypeAdapter, ValidationError

    try:
        # Strict about a dict given as Python, pydantic wants the very class instead.
        return TypeAdapter(ImportMapping).validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        raise _worded(error.errors(include_url=False)[0]) from None


def _worded(detail: "ErrorDetails") -> Refusal:
    path = ".".join(clean_line(str(part)) for part in detail["loc"])
    if detail["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return _refused(path, _("A mapping has no entry “{name}”.").format(name=path))
    wanted = {
        "string_type": _("text in quotation marks"),
        "int_type": _("a whole number without quotation marks"),
        "dict_type": _("a table of its own, [{name}]").format(name=path),
    }.get(detail["type"], _("something else"))
    return _refused(path, _("“{name}” must be {wanted}.").format(name=path, wanted=wanted))


def _refused(path: str, message: str, hint: str = "", code: str = "bad_mapping") -> Refusal:
    return Refusal(
        message,
        hint or _("“desk schema mapping” shows what a mapping looks like."),
        field=path,
        code=code,
    )


def written(mapping: ImportMapping) -> str:
    """The mapping as TOML: the same mapping is always the same text."""
    lines = [f"key = {_quoted(mapping.key)}"]
    if mapping.sheet:
        lines.append(f"sheet = {_quoted(mapping.sheet)}")
    if mapping.header_row:
        lines.append(f"header_row = {mapping.header_row}")
    lines += ["", "[columns]"]
    lines += [f"{_quoted(header)} = {_quoted(to)}" for header, to in mapping.columns.items()]
    for target, meant in mapping.words.items():
        lines += ["", f"[words.{_quoted(target)}]"]
        lines += [f"{_quoted(word)} = {_quoted(value)}" for word, value in meant.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub("[\x00-\x1f\x7f]", lambda m: f"\\u{ord(m[0]):04x}", escaped) + '"'


def with_column(mapping: ImportMapping, header: str, target: str) -> ImportMapping:
    """The mapping with a column given to a field, "" for none; its old column loses the field."""
    columns = {h: t for h, t in mapping.columns.items() if h != header and t != target}
    if target:
        columns[header] = target
    return replace(mapping, columns=columns)
