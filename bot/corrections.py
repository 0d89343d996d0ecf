"""Posts whose source says something else by now: listed, and marked as corrected where they stand."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.store import shown
from bot.store.delivery import Delivery
from bot.store.store import Store
from bot.wording import harmless
from corpus.collection import Corpus
from handlers.logged import day


@dataclass(frozen=True, slots=True)
class Outdated:
    """A post that stands in its channel, and the ids of the sentences it shows that no article holds any more."""

    post: Delivery
    gone: tuple[str, ...]


def outdated(store: Store, corpus: Corpus) -> tuple[Outdated, ...]:
    """The posts that show what was changed or withdrawn since, the newest first."""
    held = {passage.id for passage in corpus.passages}
    with store.read() as connection:
        gone = shown.passages(connection) - held
        found = shown.standing(connection, gone)
    by_post = defaultdict[str, list[str]](list)
    for post, passage in found:
        by_post[post.id].append(passage)
    posts = {post.id: post for post, _ in found}
    return tuple(Outdated(post, tuple(sorted(by_post[post.id]))) for post in posts.values())


def lines(found: Iterable[Outdated], corpus: Corpus) -> Iterator[str]:
    """One line a post: its id, channel and message, and which articles do not say it any more."""
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
            count += shown.correct(connection, each.post, _payload(each.post, line), each.gone)
    return count


def chosen(found: Iterable[Outdated], ids: Collection[str]) -> tuple[Outdated, ...]:
    """Those with some ids, or all where there are none."""
    return tuple(each for each in found if not ids or each.post.id in ids)


def _payload(post: Delivery, line: str) -> str:
    """The same with the line, and without the picture, which would go on showing what nobody says any more."""
    payload = json.loads(post.payload)
    said = " ".join(filter(None, (payload.get("correction", ""), line)))
    return json.dumps({**payload, "is_revised": True, "correction": said, "picture": None}, ensure_ascii=False)


def _reasons(each: Outdated, corpus: Corpus) -> Iterator[str]:
    """A sentence for each article that does not say any more what is posted."""
    titles = {article.id: article.title for article in corpus.articles}
    for article in dict.fromkeys(passage.rpartition("-")[0] for passage in each.gone):
        title = titles.get(article)
        yield f"“{title}” does not say this any more." if title else "An article that said this was withdrawn."
