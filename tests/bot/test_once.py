"""What is made of a reply, made once."""

from weakref import ref

from bot.once import once
from handlers.card import Card, Kind, Reply


class Maker:
    """Says what it made, and counts."""

    def __init__(self) -> None:
        self.made = list[str]()
        self.once = once(self.make)

    def make(self, reply: Reply, how: str) -> str:
        """The title, in some way."""
        self.made.append(how)
        return f"{reply.card.title} {how}"


def reply() -> Reply:
    """One of many that say the same."""
    return Reply(Kind.CARD, Card("Tea", ()))


def test_is_made_once_for_each_reply_and_way() -> None:
    """Replies that say the same are two all the same."""
    maker, first, second = Maker(), reply(), reply()

    said = [maker.once(one, how) for one in (first, second, first) for how in ("green", "black")]

    assert said == ["Tea green", "Tea black"] * 3
    assert maker.made == ["green", "black"] * 2


def test_of_one_reply_a_few_things_are_kept() -> None:
    """A reply that is shown to everybody by name does not keep all names."""
    maker, only = Maker(), reply()

    for at in range(20):
        maker.once(only, f"for {at}")
    maker.once(only, "for 19")
    maker.once(only, "for 0")

    assert maker.made == [*(f"for {at}" for at in range(20)), "for 0"]


def test_goes_with_its_reply() -> None:
    """Nothing else holds a reply that the bot has forgotten."""
    maker, only = Maker(), reply()
    maker.once(only, "green")
    known = ref(only)

    del only

    assert known() is None
