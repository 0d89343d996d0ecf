"""What chats share of conversations: who is answered, when, where, and once."""
