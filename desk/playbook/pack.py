"""Reads the TOML files of a pack into raw entries, with every shorthand written out.

A file holds arrays of tables named after the kinds of KINDS, and may hold `[defaults]` (fields
for all entries of that file) and `[sources]` (key → source, known in the whole pack).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desk.i18n import _
from desk.playbook import (
    calling,
    endings,
    entries,
    files,
    incidents,
    outside,
    retention,
    sentences,
    undertakings,
    walk_ins,
)
from desk.playbook.base import Entry

KINDS: dict[str, type[Entry]] = {
    "topic": entries.TopicEntry,
    "keyword": entries.Keyword,
    "sensitive": entries.Sensitive,
    "mood": entries.MoodEntry,
    "handling_step": entries.HandlingStep,
    "limit": entries.Limit,
    "pause_reason": entries.PauseReason,
    "gate": entries.Gate,
    "phrase": entries.Phrase,
    "closing": entries.ClosingRule,
    "scope": entries.ScopeEntry,
    "script": entries.Script,
    "article": entries.Article,
    "escalation": entries.Escalation,
    "directory": entries.DirectoryEntry,
    "procedure": entries.Procedure,
    "report_rule": outside.ReportRule,
    "hall_event": outside.HallGuide,
    "double_sign": files.DoubleSign,
    "related_rule": files.RelatedRule,
    "day_part": calling.DayPart,
    "retention": retention.RetentionRule,
    "incident_rule": incidents.IncidentRule,
    "department": undertakings.Department,
    "task_rule": undertakings.TaskRule,
    "authority": undertakings.Authority,
    "sentence": sentences.Sentence,
    "termination_ground": endings.TerminationGround,
    "way_on": endings.WayOn,
    "walk_in": walk_ins.WalkIn,
}
"""What the tables of a pack are called, and the shape of each."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a pack, in words; `file` is its name, `entry` "kind id"."""

    file: str
    entry: str
    field: str
    reason: str

    def __str__(self) -> str:
        place = " · ".join(part for part in (self.file, self.entry, self.field) if part)
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class RawEntry:
    """A table as it stands in a file, with defaults and sources written out."""

    file: str
    kind: str
    id: str
    data: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.kind} {self.id}"


@dataclass(slots=True)
class RawPack:
    """All tables of a pack, and what was wrong in reading them."""

    entries: list[RawEntry] = field(default_factory=list)
    sources: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(folder: Path, known_sources: dict[str, Any] | None = None) -> RawPack:
    """Every TOML file of `folder`, by name; `known_sources` are those of the pack beneath."""
    pack = RawPack(sources=dict(known_sources or {}))
    files = [(path.name, _parse(path, pack)) for path in sorted(folder.glob("*.toml"))]
    if not files:
        pack.problems.append(
            Problem(str(folder), "", "", _("There is no playbook file (*.toml) in this folder."))
        )
    for name, tables in files:
        _take_sources(name, tables.get("sources", {}), pack)
    for name, tables in files:
        _take_entries(name, tables, pack)
    return pack


def _parse(path: Path, pack: RawPack) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        reason = _("The file cannot be read: {detail}.").format(detail=error)
    except UnicodeDecodeError:
        reason = _("The file is not in UTF-8. Save it as UTF-8 and try again.")
    except OSError as error:
        reason = _("The file cannot be opened: {detail}.").format(detail=error.strerror)
    pack.problems.append(Problem(path.name, "", "", reason))
    return {}


def _take_sources(file: str, sources: object, pack: RawPack) -> None:
    if not isinstance(sources, dict):
        pack.problems.append(Problem(file, "", "sources", _("This must be a table.")))
        return
    pack.sources.update(sources)


def _take_entries(file: str, tables: dict[str, Any], pack: RawPack) -> None:
    defaults = tables.get("defaults", {})
    if not isinstance(defaults, dict):
        pack.problems.append(Problem(file, "", "defaults", _("This must be a table.")))
        defaults = {}
    for kind, rows in tables.items():
        if kind in ("defaults", "sources"):
            continue
        if kind not in KINDS:
            pack.problems.append(
                Problem(file, kind, "", _("The playbook knows no entries of this kind."))
            )
        elif not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            reason = _("Write [[{kind}]] with two brackets for each entry.").format(kind=kind)
            pack.problems.append(Problem(file, kind, "", reason))
        else:
            for number, row in enumerate(rows, 1):
                _take_entry(file, kind, number, {**defaults, **row}, pack)


def _take_entry(file: str, kind: str, number: int, data: dict[str, Any], pack: RawPack) -> None:
    given = data.get("id")
    entry_id = given if isinstance(given, str) and given.strip() else f"#{number}"
    entry = RawEntry(file, kind, entry_id, data)
    for table in _tables(data):
        _write_out_sources(table, entry, pack)
        if "when" in table:
            table["when"] = _whens(table["when"])
    pack.entries.append(entry)


def _tables(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _tables(part)
    elif isinstance(value, list):
        for part in value:
            yield from _tables(part)


def _write_out_sources(table: dict[str, Any], entry: RawEntry, pack: RawPack) -> None:
    named = table.get("source")
    if isinstance(named, str | dict):
        named = [named]
    if not isinstance(named, list):
        return
    written: list[object] = []
    for source in named:
        if not isinstance(source, str):
            written.append(source)
            continue
        key, _space, article = source.partition(" ")
        known = pack.sources.get(key)
        if isinstance(known, dict):
            written.append({**known, **({"article": article.strip()} if article else {})})
        else:
            reason = _("The source “{key}” is not listed under [sources].").format(key=key)
            pack.problems.append(Problem(entry.file, entry.name, "source", reason))
    table["source"] = written


def _whens(when: object) -> object:
    alternatives = [when] if isinstance(when, dict) else when
    if not isinstance(alternatives, list):
        return when
    return [
        {
            question: [options] if isinstance(options, str) else options
            for question, options in alternative.items()
        }
        if isinstance(alternative, dict)
        else alternative
        for alternative in alternatives
    ]


def as_json(value: object) -> str:
    """How a TOML value stands in JSON where JSON has no such type; only dates come here."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
