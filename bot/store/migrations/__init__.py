"""How a database came to its tables, step by step; run by ``bot.store.migrate``."""
