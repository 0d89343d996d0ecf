"""Starts workers in milliseconds: it has imported what they need, and forks one for each line of settings it reads."""

import json
import os
import signal
import sys
import traceback

from tests.kill.worker import Settings, run


def main() -> None:
    """Fork until the input ends; write the id of each process."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them: their connection tells that they ended
    while line := os.read(0, 65_536):
        settings = json.loads(line)
        pid = os.fork()
        if not pid:
            _work(Settings(**settings))
        os.write(1, f"{pid}\n".encode())


def _work(settings: Settings) -> None:
    """Be a worker, and end as one."""
    code = 1
    try:
        run(settings)
        code = 0
    except BaseException:  # noqa: BLE001 -- it is the last chance to say so
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    # The dialects and drivers, which are imported when a database is opened.
    import psycopg
    import sqlalchemy.dialects.postgresql.psycopg
    import sqlalchemy.dialects.sqlite.pysqlite

    from bot.store import patient

    del psycopg, sqlalchemy, patient
    main()
