"""A connection to PostgreSQL that is given up when the server says nothing, though nothing tells that it is gone."""

from typing import Any

from psycopg import Connection, Error, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus

_IDLE = 10_000  # milliseconds
_SURE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"


class PatientConnection(Connection[Any]):
    """Waits so many seconds for each answer: a network that swallows everything would be waited for as long as it does.

    The statements of a running bot take milliseconds.
    """

    patience = 5.0

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """What a statement comes to; OperationalError, and no further use of the connection, when no answer comes."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            self.close()
            raise OperationalError(f"the server said nothing for {self.patience:g} seconds") from error


def connect(_dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]) -> PatientConnection:
    """As SQLAlchemy asks for a connection.

    The server ends a transaction that it hears no more of, and frees what that has locked. It says that something is
    committed only once that would outlive a crash, whatever it does for others: a claim that is forgotten again is
    posted twice.
    """
    connection = PatientConnection.connect(*arguments, **options)
    try:
        connection.execute(f"SET idle_in_transaction_session_timeout = {_IDLE}; {_SURE}".encode())
        connection.commit()
    except Error:
        connection.close()
        raise
    return connection
