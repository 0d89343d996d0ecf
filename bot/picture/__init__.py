"""A fact card as a picture: SVG as text, PNG for chats, and the words for those who cannot see it."""
