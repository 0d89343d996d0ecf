"""Run a command line and print, as the last line, its wall time in seconds and peak memory in bytes.

A process of its own with few imports, for Linux counts the peak of the process that starts another as that one's too.
"""

import os
import sys
from time import perf_counter


def main(command: list[str]) -> int:
    """Run to the end; the exit code is the command's."""
    start = perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    wall = perf_counter() - start
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(f"\n{wall} {peak}\n")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
