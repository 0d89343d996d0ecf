"""What a workspace chose, and up to when its messages were seen."""

from bot.store import cursors, settings
from bot.store.store import Store


def test_a_choice_is_kept_changed_and_taken_back(store: Store) -> None:
    """None takes it back; taking back what is not there is no error."""
    with store.begin() as connection:
        seen = []
        for value in ("channel", "asker", None, None):
            settings.write(connection, "slack", "T1", "audience", value)
            seen.append(settings.read(connection, "slack", "T1"))

    assert seen == [{"audience": "channel"}, {"audience": "asker"}, {}, {}]


def test_each_workspace_has_its_own_choices(store: Store) -> None:
    """What one sets or takes back, the other does not notice."""
    with store.begin() as connection:
        settings.write(connection, "slack", "T1", "audience", "channel")
        settings.write(connection, "slack", "T1", "auto-answer", "on")
        settings.write(connection, "slack", "T2", "audience", "asker")
        settings.write(connection, "slack", "T2", "auto-answer", None)

        assert settings.read(connection, "slack", "T1") == {"audience": "channel", "auto-answer": "on"}
        assert settings.read(connection, "slack", "T2") == {"audience": "asker"}


def test_nothing_was_seen_at_first(store: Store) -> None:
    """A workspace without messages has no cursor."""
    with store.read() as connection:
        assert cursors.seen(connection, "slack", "T1") is None


def test_a_cursor_never_goes_back(store: Store) -> None:
    """An event that arrives late changes nothing; microseconds are kept."""
    with store.begin() as connection:
        for at in (1_700_000_000.000_200, 1_700_000_000.000_300, 1_700_000_000.000_100):
            cursors.advance(connection, "slack", ["T1", "T3"], at)

        assert cursors.seen(connection, "slack", "T1") == 1_700_000_000.000_300
        assert cursors.seen(connection, "slack", "T3") == 1_700_000_000.000_300
        assert cursors.seen(connection, "slack", "T2") is None
