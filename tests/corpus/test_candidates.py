"""The inverted index."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.candidates import Candidates, Entry

_BEES = (
    Entry(["honey", "feed", "bee"], ["winter", "api"]),
    Entry(["honey", "honey", "wax"], ["winter", "winter"]),
    Entry(["wax", "soft"], ["candl", "honey"]),
    Entry(["drone", "rest"], []),
)
_WORDS = st.sampled_from("honey wax bee drone winter candl api zebra".split())
_INDEX = Candidates(_BEES)


def test_passages_are_found_by_their_stems_best_first() -> None:
    """More of a stem ranks higher, and what a passage is also found by ranks lower than its own."""
    assert _INDEX.search(["honey"], 9) == [1, 0, 2]
    assert _INDEX.search(["honey"], 2) == [1, 0]
    assert _INDEX.search(["candl"], 9) == [2]


def test_each_further_stem_counts() -> None:
    """A passage with both comes before those with one."""
    assert _INDEX.search(["wax", "soft"], 9) == [2, 1]


@pytest.mark.parametrize("terms", [["zebra"], [""], ["honey wax"], []])
def test_a_stem_that_no_passage_holds_finds_nothing(terms: list[str]) -> None:
    """Nor do none."""
    assert _INDEX.search(terms, 9) == []


def test_ties_keep_the_order_of_the_passages() -> None:
    """So that answers do not depend on chance."""
    ants = Candidates([Entry(["ant"], [])] * 20)
    assert ants.search(["ant"], 20) == list(range(20))


@pytest.mark.parametrize(("expected", "term"), [(2, "honey"), (2, "winter"), (1, "api"), (0, "zebra"), (0, "")])
def test_a_frequency_counts_passages(expected: int, term: str) -> None:
    """Not how often a stem stands in one; of its own stems and the others the larger count."""
    assert expected == _INDEX.frequency(term)


def test_the_length_is_the_number_of_passages() -> None:
    """Those without a stem among them."""
    assert len(_INDEX) == 4
    assert len(Candidates([Entry([], [])])) == 1


def test_an_index_of_nothing_finds_nothing() -> None:
    """And does not fail."""
    empty = Candidates([])
    assert (len(empty), empty.frequency("honey"), empty.search(["honey"], 5)) == (0, 0, [])


def test_an_index_in_a_folder_finds_the_same(tmp_path: Path) -> None:
    """The folder and those above it are made, and nothing unfinished stays."""
    folder = tmp_path / "index" / "bees"
    filed = Candidates(_BEES, folder)
    assert filed.search(["honey", "wax"], 9) == _INDEX.search(["honey", "wax"], 9)
    assert list(folder.parent.iterdir()) == [folder]


def test_an_index_in_a_folder_is_opened_the_next_time(tmp_path: Path) -> None:
    """Nothing is indexed again."""
    folder = tmp_path / "bees"
    Candidates(_BEES, folder)

    opened = Candidates(iter(()), folder)

    assert len(opened) == 4
    assert opened.search(["candl"], 9) == [2]


def test_an_index_that_was_not_finished_is_made_anew(tmp_path: Path) -> None:
    """What a run that was broken off left behind is neither opened nor in the way."""
    folder = tmp_path / "bees"

    def broken() -> Sequence[Entry]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Candidates((entry for make in (lambda: _BEES[:2], broken) for entry in make()), folder)
    assert not folder.exists()
    assert list(tmp_path.iterdir())

    made = Candidates(_BEES, folder)

    assert made.search(["candl"], 9) == [2]
    assert list(tmp_path.iterdir()) == [folder]


def test_an_index_that_another_process_made_meanwhile_is_opened(tmp_path: Path) -> None:
    """What was made for nothing is removed."""
    folder = tmp_path / "bees"

    def overtaken() -> Iterator[Entry]:
        Candidates(_BEES, tmp_path / "other")
        (tmp_path / "other").rename(folder)
        yield from _BEES[:1]

    made = Candidates(overtaken(), folder)

    assert len(made) == 4
    assert list(tmp_path.iterdir()) == [folder]


@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(_WORDS), st.lists(_WORDS)), max_size=6), st.lists(_WORDS), st.integers(1, 8))
def test_found_is_what_shares_a_stem_each_once_and_within_the_limit(
    passages: list[tuple[list[str], list[str]]], terms: list[str], limit: int
) -> None:
    """Whatever is indexed, and however often a stem is asked for."""
    index = Candidates(Entry(own, side) for own, side in passages)
    sharing = {at for at, (own, side) in enumerate(passages) if {*own, *side} & set(terms)}
    found = index.search(terms, limit)
    assert len(set(found)) == len(found) == min(limit, len(sharing))
    assert set(found) <= sharing
    assert found == index.search(terms * 2, limit)


def test_in_a_large_index_common_stems_only_rank_what_rarer_ones_find(monkeypatch: pytest.MonkeyPatch) -> None:
    """They stand nearly everywhere, and to rank all of that takes long."""
    monkeypatch.setattr("corpus.candidates._MANY", 10)
    index = Candidates(Entry(["bee", "wax"] if at % 50 else ["bee", "hive"], []) for at in range(100))

    assert set(index.search(["bee", "hive"], 100)) == {0, 50}
    assert len(index.search(["bee", "wax"], 100)) == 100
    assert len(index.search(["ant", "bee"], 100)) == 100
