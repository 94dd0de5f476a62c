"""Runs the migrations on the connection that `db.migrations.migrate` opened, in its transaction."""

from alembic import context

from db.tables import metadata

connection = context.config.attributes["connection"]

# SQLite rolls back changes of tables like any other: all migrations are kept, or none.
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
