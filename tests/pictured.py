"""A fact that can be drawn, as a delivery says it."""

from datetime import date

from bot.gallery import wanted
from handlers.card import Card, Fact, Figure, Source

_FACT = Fact("tea-1", "Tea sells over 3 tons a day.", "Nov 2026", "stated", "A. Reader", "tea", (10, 21))
CARD = Card("Tea", (Figure("over 3 tons", _FACT),), (Source("tea", "On tea", "A. Reader", "", "", ""),))
WANTED = wanted(CARD, "", date(2026, 11, 23))
