"""SQLAlchemy: the log and its projections, on SQLite and PostgreSQL."""
