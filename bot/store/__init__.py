"""What outlives a restart: tables on SQLite or PostgreSQL, and the few things that are done to each."""
