"""Importing without a search for garbage."""

import gc
from collections.abc import Iterator

import pytest

from bot.importing import uncollected


@pytest.fixture(autouse=True)
def _searched_as_before() -> Iterator[None]:
    """What a test left out is searched again."""
    yield
    gc.unfreeze()


def test_no_garbage_is_looked_for_meanwhile_nor_later_in_what_was_made() -> None:
    """Afterwards it is looked for as ever."""
    before = gc.get_freeze_count()

    with uncollected():
        was_on = gc.isenabled()
        made: list[list[int]] = [[] for _ in range(1000)]

    assert not was_on
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_garbage_is_looked_for_again_when_an_import_fails() -> None:
    """A process that runs on without a part is not left to grow."""
    with pytest.raises(ImportError), uncollected():
        raise ImportError

    assert gc.isenabled()
