"""Posts whose source says something else by now: listed, and marked as corrected where they stand."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.cited import Said, now_said, reason
from bot.store import shown
from bot.store.delivery import Delivery
from bot.store.store import Store
from bot.wording import harmless
from corpus.collection import Corpus
from handlers.logged import day


@dataclass(frozen=True, slots=True)
class Outdated:
    """A post that stands in its channel; the ids of the sentences it shows that no article holds any more.

    ``changed`` are those of which an article says something else beside them: as of when, how sure, whose word it is.
    """

    post: Delivery
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    payload: dict[str, Any] = field(default_factory=dict)

    def said(self, passage: str) -> Said:
        """What the post says of a sentence; nothing where that was not kept."""
        found: Said = self.payload.get("facts", {}).get(passage, {})
        return found


def outdated(store: Store, corpus: Corpus) -> tuple[Outdated, ...]:
    """The posts that show what was changed or withdrawn since, the newest first."""
    found = dict[str, Outdated]()
    with store.read() as connection:
        for passage in sorted(shown.passages(connection)):
            for post, _ in shown.standing(connection, {passage}):
                before = found.get(post.id) or Outdated(post, payload=json.loads(post.payload))
                after = _with(before, passage, corpus)
                if after is not before:
                    found[post.id] = after
    return tuple(sorted(found.values(), key=lambda each: (-each.post.created_at, each.post.id)))


def lines(found: Iterable[Outdated], corpus: Corpus) -> Iterator[str]:
    """One line a post: its id, channel and message, and what the articles say otherwise."""
    for each in found:
        place = each.post.place
        where = f"{place.platform} {place.workspace} {place.channel} {each.post.message_id}"
        yield f"{each.post.id}  {where}  {harmless(' '.join(_reasons(each, corpus)))}"


def correct(store: Store, found: Iterable[Outdated], corpus: Corpus, today: date) -> int:
    """Have the running bot edit posts so that each says on which day it was corrected, and why; how many these are.

    A post that is changed or taken back meanwhile is left as it is.
    """
    count = 0
    with store.begin() as connection:
        for each in sorted(found, key=lambda each: each.post.id):  # as all lock them
            line = f"Corrected on {day(today)}: {' '.join(_reasons(each, corpus))}"
            count += shown.correct(connection, each.post, _payload(each, line, corpus), each.gone)
    return count


def chosen(found: Iterable[Outdated], ids: Collection[str]) -> tuple[Outdated, ...]:
    """Those with some ids, or all where there are none."""
    return tuple(each for each in found if not ids or each.post.id in ids)


def _with(before: Outdated, passage: str, corpus: Corpus) -> Outdated:
    """A post with one more of its sentences looked at; the same where it still says what the articles say."""
    held, said = corpus.passage(passage), before.said(passage)
    if held is None:
        return replace(before, gone=(*before.gone, passage))
    is_same = not said or said == now_said(held, corpus, said)
    return before if is_same else replace(before, changed=(*before.changed, passage))


def _payload(each: Outdated, line: str, corpus: Corpus) -> str:
    """The same with the line, and without the picture, which would go on showing what nobody says any more."""
    said = " ".join(filter(None, (each.payload.get("correction", ""), line)))
    holding = {**each.payload, "is_revised": True, "correction": said, "picture": None}
    if "facts" in each.payload:
        holding["facts"] = dict(_known(each, corpus))
    return json.dumps(holding, ensure_ascii=False)


def _known(each: Outdated, corpus: Corpus) -> Iterator[tuple[str, Said]]:
    """What the reader of a corrected post knows of each of its facts that there still is."""
    for passage, said in each.payload["facts"].items():
        held = corpus.passage(passage)
        if held:
            yield passage, now_said(held, corpus, said)


def _reasons(each: Outdated, corpus: Corpus) -> Iterator[str]:
    """What the articles say otherwise, each once; of which fact, where the post shows several."""
    is_named = len(each.payload.get("facts", {})) > 1
    for_each = (
        reason(passage, each.said(passage), corpus, is_named=is_named) for passage in (*each.gone, *each.changed)
    )
    yield from dict.fromkeys(for_each)
