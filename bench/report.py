"""Measure, print tables beside bare baselines, and exit with 1 when a floor is missed."""

import os
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bench.discord import discord_rows
from bench.first import first_rows
from bench.growth import growth_rows
from bench.million import million_rows
from bench.schedule import schedule_rows
from bench.shipped import shipped_rows
from bench.slack import slack_rows
from bench.start import start_rows, unwanted_imports
from bench.table import WIDTH, show


def main() -> int:
    """Run everything; 1 when something is too slow, too large, or imported for nothing."""
    console = Console(width=WIDTH, highlight=False)
    with tempfile.TemporaryDirectory() as data:
        rows = [*start_rows(), *first_rows(Path(data)), *shipped_rows(Path(data))]
    show("The shipped corpus", rows, console)
    unwanted = unwanted_imports()
    console.print(f"Imported for the first answer without need: {', '.join(unwanted) or 'nothing'}.\n")
    slack = slack_rows()
    show("Slack, on loopback", slack, console)
    discord = discord_rows()
    show("Discord, on loopback", discord, console)
    by_itself = schedule_rows()
    show("What is posted by itself", by_itself, console)
    at_scale = million_rows()
    show("A million passages: the index of candidates alone", at_scale, console)
    show("Growth with the corpus: passages of synthetic text", growth_rows(), console)
    load = " ".join(f"{average:.1f}" for average in os.getloadavg())
    console.print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {load}.")
    missed = [row.name for row in (*rows, *slack, *discord, *by_itself, *at_scale) if row.missed]
    console.print(f"Floors missed: {', '.join(missed)}." if missed else "Every floor is kept.")
    return int(bool(missed or unwanted))


if __name__ == "__main__":
    sys.exit(main())
