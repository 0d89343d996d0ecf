"""A fact as the buttons beneath it name it: which sentence, for whom it was picked, and out of which topics."""

import re
from dataclasses import dataclass

AFTER, WHY = "after", "why"
_SAID = re.compile(
    rf"(?P<verb>{AFTER}|{WHY}) (?P<passage>\S+)(?: in (?P<subscription>\S+))?(?: about (?P<topics>.+))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pick:
    """The ids of a passage, of the subscription it came with, "" for none, and of its topics, () for all."""

    passage: str
    subscription: str = ""
    topics: tuple[str, ...] = ()

    def said(self, verb: str) -> str:
        """What a button says: ``fact why lessons-2b2f987c in 6921ab34 about alipay, cainiao``.

        Another fact is the same for all, so that nobody is told what a channel gets next.
        """
        whose = f" in {self.subscription}" if self.subscription and verb == WHY else ""
        about = f" about {', '.join(self.topics)}" if self.topics else ""
        return f"fact {verb} {self.passage}{whose}{about}"


def read(text: str) -> tuple[str, Pick] | None:
    """The verb and the pick in what follows "fact", None where there are none."""
    found = _SAID.fullmatch(text.strip())
    if found is None:
        return None
    topics = tuple(filter(None, re.split(r"[,\s]+", found["topics"] or "")))
    return found["verb"].casefold(), Pick(found["passage"], found["subscription"] or "", topics)
