"""What people ask a chat in a benchmark."""

import random

from bench import queries
from bench.shipped import FOLDER
from corpus.load import load

_COMMANDS = ("", "help", "topics", "fact", "sources", "compare taobao and tmall", "timeline cainiao", "random")


def names() -> list[str]:
    """Every name of a topic."""
    return [name for topic in load(FOLDER).topics.values() for name in topic.names]


def texts() -> list[str]:
    """Every name of a topic, every question and the commands, in an order that is always the same."""
    mixed = [*dict.fromkeys((*names(), *queries.questions(), *_COMMANDS))]
    random.Random(1).shuffle(mixed)
    return mixed
