"""Which articles came and which changed."""

from bot.store import articles
from bot.store.store import Store
from handlers.state import News


def note(store: Store, at: float, **digests: str) -> None:
    """Read the articles at a time."""
    with store.begin() as connection:
        articles.note(connection, digests, at)


def news(store: Store, since: float) -> tuple[News, ...]:
    """What is new since a time."""
    with store.read() as connection:
        return articles.news(connection, since, 100.0)


def test_the_first_articles_of_all_are_no_news(store: Store) -> None:
    """They are what the bot was set up with."""
    note(store, 10.0, tea="1", milk="1")

    assert news(store, 0.0) == ()


def test_an_article_that_comes_later_is_new(store: Store) -> None:
    """Until a time after it came; and what changes after it came is changed."""
    note(store, 10.0, tea="1")
    note(store, 20.0, tea="1", milk="1")
    note(store, 30.0, tea="2", milk="2")

    assert news(store, 5.0) == (News("milk", is_new=True), News("tea", is_new=False))
    assert news(store, 20.0) == (News("milk", is_new=False), News("tea", is_new=False))
    assert news(store, 30.0) == ()
    with store.read() as connection:
        assert articles.news(connection, 5.0, 20.0) == (News("milk", is_new=True),)


def test_what_is_read_again_as_it_was_is_no_news(store: Store) -> None:
    """Every start reads all of them, and some read fewer."""
    note(store, 10.0, tea="1", milk="1")
    note(store, 20.0)
    note(store, 30.0, tea="1")
    note(store, 40.0, tea="1", milk="1")

    assert news(store, 0.0) == ()


def test_two_versions_side_by_side_tell_of_a_change_once(store: Store) -> None:
    """During a deploy processes start with the articles before and after it, in any order."""
    note(store, 10.0, tea="1", milk="1")
    note(store, 20.0, tea="2", milk="1", rice="1")
    note(store, 30.0, tea="1", milk="1")
    note(store, 40.0, tea="2", milk="1", rice="1")

    assert news(store, 15.0) == (News("rice", is_new=True), News("tea", is_new=False))
    assert news(store, 20.0) == ()
