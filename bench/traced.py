"""The bot as `python -m bot`, which at SIGUSR1 writes how many bytes Python holds: run with `-X tracemalloc`."""

import gc
import signal
import sys
import tracemalloc
from types import FrameType

from bot.cli import app


def _tell(_: int, __: FrameType | None) -> None:
    gc.collect()
    sys.stdout.write(f"{tracemalloc.get_traced_memory()[0]}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _tell)
    app(prog_name="python -m bot")
