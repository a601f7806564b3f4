"""Steps from one shape of the tables to the next, run by alembic; the first one makes them."""
