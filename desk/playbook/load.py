"""Makes a Playbook of the shipped pack and a site's own, or says everything that is wrong."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.i18n import LANGUAGES, _
from desk.playbook import texts, texts_check
from desk.playbook.base import Entry
from desk.playbook.check import cross_check
from desk.playbook.pack import KINDS, Problem, RawEntry, RawPack, as_json, read
from desk.playbook.playbook import Origin, Playbook
from desk.refusals import Refusal

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SHIPPED = Path(__file__).parent
FALLBACK = "zh_CN"
SHOWN = 12


def load(language: str = FALLBACK, site: Path | None = None) -> Playbook:
    """The playbook in a language, with the entries of the folder `site` added or put in place.

    The rules are those of the Chinese pack in every language; its texts are laid over them. Read
    once per state of the files. Raises a Refusal that lists every problem by file, entry, field.
    """
    return _load(SHIPPED / FALLBACK, site, _stamp(site)).said(language)


@cache
def _load(base: Path, site: Path | None, stamp: tuple[tuple[str, int, int], ...]) -> Playbook:
    playbook, problems = build(base, site)
    if problems:
        raise as_refusal(problems)
    return playbook


def _stamp(folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    if folder is None or not folder.is_dir():
        return ()
    files = sorted([*folder.glob("*.toml"), *folder.glob("*/*.toml")])
    states = [(str(path), path.stat()) for path in files]
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)


def check(path: Path | None = None) -> list[Problem]:
    """Everything wrong with the shipped pack (no `path`), or with a site's pack laid over it.

    Texts in other languages are looked through as well; a site that brings none needs none.
    """
    playbook, problems = build(SHIPPED / FALLBACK, path, always=True)
    for language in LANGUAGES:
        if (SHIPPED / language).is_dir() and language != FALLBACK and not problems:
            problems = _check_texts(playbook, language, path)
    return problems


def _check_texts(playbook: Playbook, language: str, site: Path | None) -> list[Problem]:
    ours = texts.read(SHIPPED / language)
    if site is None:
        whole = {key: origin.file for key, origin in playbook.origins.items()}
        return list(texts_check.check(playbook.tables, whole, ours, language=language))
    folder = site / language
    if not folder.is_dir():
        return []
    own = {key: origin.file for key, origin in playbook.origins.items() if origin.from_site}
    theirs = texts.read(folder)
    return list(texts_check.check(playbook.tables, own, theirs, language=language, known=ours))


def as_refusal(problems: list[Problem]) -> Refusal:
    """The problems as one refusal; the first dozen are spelt out."""
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(_("… and {count} more.").format(count=len(problems) - SHOWN))
    return Refusal(
        _("The playbook cannot be used:") + "\n" + "\n".join(lines),
        _("Correct these places; “desk playbook check” lists them all."),
        code="playbook",
    )


def build(
    base: Path, site: Path | None = None, *, always: bool = False
) -> tuple[Playbook, list[Problem]]:
    """A playbook of what is sound, and all problems.

    What entries say of each other is looked into where a site has changed something, or
    `always`: the shipped pack alone was proved when it was shipped.
    """
    packs = [read(base)]
    if site is not None:
        packs.append(read(site, packs[0].sources))
    problems: list[Problem] = []
    tables: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    origins: dict[tuple[str, str], Origin] = {}
    digest = hashlib.sha256()
    for depth, pack in enumerate(packs):
        problems += pack.problems
        problems += _duplicates(pack)
        for raw in pack.entries:
            digest.update(json.dumps(raw.data, default=str, sort_keys=True).encode())
            entry, wrong = _validate(raw)
            problems += wrong
            if entry is not None:
                tables[raw.kind][entry.id] = entry
                origins[raw.kind, entry.id] = Origin(raw.file, from_site=depth > 0)
    folders = (base.parent,) if site is None else (base.parent, site)
    playbook = Playbook(tables, origins, digest.hexdigest(), folders=folders)
    if (always or site is not None) and not problems:
        problems += cross_check(playbook)
    return playbook, problems


def _duplicates(pack: RawPack) -> list[Problem]:
    first: dict[tuple[str, str], str] = {}
    problems = []
    for raw in pack.entries:
        key = (raw.kind, raw.id)
        if key in first:
            reason = _("This id stands twice; the first is in {file}.").format(file=first[key])
            problems.append(Problem(raw.file, raw.name, "id", reason))
        first.setdefault(key, raw.file)
    return problems


def _validate(raw: RawEntry) -> tuple[Entry | None, list[Problem]]:
    from pydantic import ValidationError

    try:
        text = json.dumps(raw.data, default=as_json)
    except TypeError:
        reason = _("It holds a value of a kind that a playbook cannot hold, such as a time.")
        return None, [Problem(raw.file, raw.name, "", reason)]
    try:
        return _adapter(raw.kind).validate_json(text, strict=True), []
    except ValidationError as error:
        return None, [
            Problem(raw.file, raw.name, _path(found["loc"]), in_words(dict(found)))
            for found in error.errors(include_url=False)
        ]


@cache
def _adapter(kind: str) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(KINDS[kind])


def _path(parts: tuple[int | str, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in parts)


def in_words(found: dict[str, Any]) -> str:
    """What a validator found, in a sentence for whoever wrote the pack."""
    kind = str(found["type"])
    given = str(found.get("input", ""))[:40]
    if kind.startswith("missing"):
        return _("This field is missing.")
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return _("There is no field of this name; look at its spelling.")
    if kind == "enum":
        allowed = str(found.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
        return _("“{given}” is not one of {allowed}.").format(given=given, allowed=allowed)
    if kind.startswith("date"):
        return _("“{given}” is not a date; write it like 2026-11-21.").format(given=given)
    if kind.startswith("string"):
        return _("This must be text in quotation marks.")
    if kind.startswith("int"):
        return _("This must be a whole number, without quotation marks.")
    if kind.startswith("bool"):
        return _("This must be true or false.")
    if kind.startswith(("tuple", "list")):
        return _("This must be a list in square brackets.")
    if kind.startswith(("dict", "dataclass", "mapping")):
        return _("This must be a table of fields.")
    return _("The value does not fit this field.")
