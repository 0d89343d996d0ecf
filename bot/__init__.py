"""Where and when we say it: the only part that reads, writes and talks to chats."""

__version__ = "0.1.0"
