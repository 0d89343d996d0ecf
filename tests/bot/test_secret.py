"""Texts sealed with the operator's keys."""

import pytest
from cryptography.fernet import Fernet

from bot.errors import BotError
from bot.secret import Sealer

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_a_sealed_text_is_read_again_and_shows_nothing() -> None:
    """What was sealed comes back; sealed, nothing of it can be seen."""
    sealer = Sealer(OLD)

    sealed = sealer.seal("xoxb-1 ✓")

    assert sealer.unseal(sealed) == "xoxb-1 ✓"
    assert "xoxb" not in sealed


def test_every_key_opens_and_the_first_seals() -> None:
    """A new key in front: what the old one sealed opens, and what is sealed now needs the new one."""
    both = Sealer(f" {NEW} , {OLD},")

    assert both.unseal(Sealer(OLD).seal("kept")) == "kept"
    assert Sealer(NEW).unseal(both.seal("kept")) == "kept"
    assert Sealer(OLD).unseal(both.seal("kept")) is None


@pytest.mark.parametrize("end", [-4, 20, 0])
def test_what_was_cut_does_not_open(end: int) -> None:
    """A sealed text without its end, or without anything, opens to nothing."""
    sealer = Sealer(OLD)

    assert sealer.unseal(sealer.seal("secret")[:end]) is None


def test_what_was_never_sealed_does_not_open() -> None:
    """Letters that no sealed text has are no error either."""
    assert Sealer(OLD).unseal("é") is None


@pytest.mark.parametrize("keys", ["", " , ", "hunter2", f"{OLD},hunter2", OLD[:-2], "é" * 44])
def test_a_bad_key_is_refused_with_the_way_to_a_good_one(keys: str) -> None:
    """The error says how to make a key, and repeats none."""
    with pytest.raises(BotError) as caught:
        Sealer(keys)

    assert "Fernet.generate_key()" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert OLD[:-2] not in str(caught.value)
