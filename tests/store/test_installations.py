"""Installations by workspace, and the states of those under way."""

from concurrent.futures import ThreadPoolExecutor

from bot.store import installations, oauth_states
from bot.store.installations import Sealed
from bot.store.store import Store

TEAM = Sealed("slack", "T1", "sealed-1", 10.0)
ORGANISATION = Sealed("slack", "E1", "sealed-2", 20.0)


def test_the_newest_installation_of_several_workspaces_comes_first(store: Store) -> None:
    """A team may be covered by its organisation too."""
    with store.begin() as connection:
        for installed in (TEAM, ORGANISATION, Sealed("slack", "T2", "sealed-3", 30.0)):
            installations.save(connection, installed)

        assert installations.find(connection, "slack", ("T1", "E1")) == (ORGANISATION, TEAM)
        assert installations.find(connection, "slack", ("T9",)) == ()
        assert installations.find(connection, "discord", ("T1",)) == ()


def test_installing_again_replaces(store: Store) -> None:
    """There is one for each workspace."""
    again = Sealed("slack", "T1", "sealed-4", 40.0)
    with store.begin() as connection:
        installations.save(connection, TEAM)
        installations.save(connection, again)

        assert installations.all_of(connection, "slack") == (again,)


def test_an_installation_is_forgotten_once(store: Store) -> None:
    """The second time there is none."""
    with store.begin() as connection:
        installations.save(connection, TEAM)

        assert installations.delete(connection, "slack", "T1", at=11.0)
        assert not installations.delete(connection, "slack", "T1", at=11.0)
        assert installations.all_of(connection, "slack") == ()


def test_a_late_goodbye_does_not_remove_a_newer_installation(store: Store) -> None:
    """Events may arrive after the app was installed again."""
    with store.begin() as connection:
        installations.save(connection, TEAM)

        assert not installations.delete(connection, "slack", "T1", at=9.0)
        assert installations.all_of(connection, "slack") == (TEAM,)


def test_a_state_is_used_once(store: Store) -> None:
    """From then on it is known to be used; others are not."""
    with store.begin() as connection:
        uses = [oauth_states.use(connection, "digest", expires_at=20.0, now=10.0) for _ in range(2)]

        assert uses == [True, False]
        assert oauth_states.is_used(connection, "digest")
        assert not oauth_states.is_used(connection, "other")


def test_a_used_state_is_forgotten_when_it_has_expired(store: Store) -> None:
    """Then it is good for nothing anyway; the next use clears it away."""
    with store.begin() as connection:
        oauth_states.use(connection, "digest", expires_at=20.0, now=10.0)
        oauth_states.use(connection, "other", expires_at=30.0, now=20.0)

        assert not oauth_states.is_used(connection, "digest")


def test_of_many_at_once_one_uses_a_state_up(store: Store, database_url: str) -> None:
    """A link that is opened twice installs once."""
    other = Store.open(database_url)

    def use(at: Store) -> bool:
        with at.begin() as connection:
            return oauth_states.use(connection, "digest", expires_at=20.0, now=11.0)

    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(use, [store, other] * 4))
    other.close()

    assert won.count(True) == 1
