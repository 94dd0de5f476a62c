"""What a backup is and what is known of it: the small file beside each says so."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT = 1
"""Version of the manifest."""
MANIFEST = ".json"
"""Stands behind the name of a backup in the name of its manifest."""
LONGEST_MANIFEST = 64 * 1024
"""Bytes; a manifest is a few hundred."""


FIRST_YEAR, LAST_YEAR = 2000, 2199


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a journal: whoever has it can tell whether the history was rewritten.

    `hash` may be only its beginning, as the shift sheet prints it.
    """

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A finished copy. `size` in bytes, `sha256` of the file, `version` of the tables in it.

    `faults` counts what the check of its history found; the copy is as good as the book was.
    """

    path: Path
    desk: str
    branch: str
    made_at: datetime
    version: int
    size: int
    sha256: str
    counts: dict[str, int]
    head: Head
    faults: int = 0

    @property
    def verified(self) -> bool:
        """Whether the copy was read through and agrees with its journal."""
        return self.faults == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A backup that lies in a folder; `backup` is None where no manifest can be read."""

    path: Path
    backup: Backup | None = None
    problem: str = ""
    """In words, why it cannot be relied on without being checked; "" when it can."""

    @property
    def verified(self) -> bool:
        """Whether it was proved when it was made, and has its size still."""
        return self.backup is not None and self.backup.verified and not self.problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What became of the copy to the second place. `problem` "" means that it lies there."""

    at: datetime
    name: str
    place: str
    problem: str = ""
    there: bool = True
    """Whether the place itself was there: a stick may be plugged in any moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What one run left: the backup, what became of the second copy, what was thrown away."""

    backup: Backup
    second: Second | None = None
    dropped: tuple[str, ...] = ()


def manifest_json(backup: Backup) -> str:
    """The manifest of a backup, without the folder it happens to lie in."""
    said = {
        "format": FORMAT,
        "file": backup.path.name,
        "desk": backup.desk,
        "branch": backup.branch,
        "made_at": backup.made_at.isoformat(),
        "version": backup.version,
        "size": backup.size,
        "sha256": backup.sha256,
        "counts": backup.counts,
        "journal": {"seq": backup.head.seq, "hash": backup.head.hash},
        "faults": backup.faults,
    }
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def backup_from(text: str, path: Path) -> Backup:
    """What a manifest says of the backup at `path`. ValueError when it is none."""
    try:
        said = json.loads(text)
        _must(isinstance(said, dict) and said.get("format") == FORMAT)
        journal, counts = said["journal"], said["counts"]
        _must(isinstance(journal, dict) and isinstance(counts, dict))
        made_at = _moment(said["made_at"])
        return Backup(
            path=path,
            desk=_word(said["desk"]),
            branch=_word(said["branch"]),
            made_at=made_at,
            version=_count(said["version"]),
            size=_count(said["size"]),
            sha256=_word(said["sha256"]),
            counts={_word(name): _count(n) for name, n in counts.items()},
            head=Head(_count(journal["seq"]), _word(journal["hash"])),
            faults=_count(said["faults"]),
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def second_json(second: Second) -> str:
    """What is remembered of the second place."""
    said = {"at": second.at.isoformat(), "name": second.name, "place": second.place}
    more = {"problem": second.problem, "there": second.there}
    return json.dumps({**said, **more}, ensure_ascii=False) + "\n"


def second_from(text: str) -> Second:
    """What was remembered of the second place. ValueError when it cannot be read."""
    try:
        said = json.loads(text)
        return Second(
            at=_moment(said["at"]),
            name=_word(said["name"]),
            place=_word(said["place"]),
            problem=_word(said["problem"]),
            there=said["there"] is True,
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _moment(value: Any) -> datetime:
    at = datetime.fromisoformat(_word(value))
    # Beyond these years a moment may not be there in every time zone.
    _must(at.tzinfo is not None and FIRST_YEAR <= at.year <= LAST_YEAR)
    return at


def _word(value: Any) -> str:
    _must(isinstance(value, str) and value.isprintable())
    return str(value)


def _count(value: Any) -> int:
    _must(type(value) is int and 0 <= value < 2**63)
    return int(value)


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError("not a manifest")
