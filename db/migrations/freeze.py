"""Writes the statements of the present tables, for a first version that is not out yet.

python -m db.migrations.freeze db/migrations/versions/0001_first_book.sql
"""

import sys
from pathlib import Path

from sqlalchemy import create_engine

from db.tables import make_all


def statements() -> str:
    """Every statement that makes the tables, an empty line between them."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        make_all(connection)
        found = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
            "AND name NOT LIKE '%\\_pairs\\_%' ESCAPE '\\' "
            "AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version' ORDER BY rowid"
        ).scalars()
        text = "\n\n".join(str(sql).replace("\t", "    ").strip() for sql in found)
    engine.dispose()
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(statements(), encoding="utf-8")
