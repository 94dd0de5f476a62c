"""The first book. Its statements stand in the .sql file beside this one and never change."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, index and trigger; an empty line ends a statement."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n\n")
    connection = op.get_bind()
    for statement in filter(str.strip, statements):
        connection.exec_driver_sql(statement)
