"""The pack is in our own words: nothing in it was taken from what practice customers say."""

import re
import tomllib
from pathlib import Path

from desk.playbook.load import SHIPPED

DATA = Path(__file__).parents[2] / "data"
ENOUGH = 9
"""Characters from which on the same words in the same order are no accident."""


def spoken() -> set[str]:
    files = [DATA / "walk_ins.toml", *DATA.glob("narratives*.toml")]
    found: set[str] = set()
    for file in files:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        rows = [row for table in tables.values() if isinstance(table, list) for row in table]
        for row in rows:
            said = str(row.get("narrative") or row.get("text") or "")
            found |= {
                part for part in re.split(r"[，。！？；、：\s“”]", said) if len(part) >= ENOUGH
            }
    return found


def test_no_customer_of_the_practice_book_is_quoted() -> None:
    pack = "".join(path.read_text(encoding="utf-8") for path in SHIPPED.glob("*/*.toml"))
    said = spoken()
    assert len(said) > 100
    assert {part for part in said if part in pack} == set()
