"""The chats: each parses what its people type, renders cards, and knows its limits."""
