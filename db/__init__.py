"""How it is kept: rows, queries, journal, migrations, backup. Knows desk, and nothing of screens."""
