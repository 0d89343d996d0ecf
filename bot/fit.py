"""Make a card fit a chat: leave out whole facts, notes and buttons, and say how many facts are missing."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.wording import more
from handlers.card import Actions, Block, Card, Facts, Item, Items, Note, Table


def fit(card: Card, limit: int, measure: Callable[[Card], int]) -> Card:
    """The fullest form of a card whose rendered length, as ``measure`` gives it, is within the limit.

    First facts go, from the longest group, down to one each; then notes, buttons, entries of lists and rows of
    tables; then the last facts. Our own words, the answer, the headline figure and the sources of what is shown stay:
    a limit that these exceed is exceeded.
    """
    whole = measure(card)
    if whole <= limit:
        return card
    steps = list(_steps(card))

    def left(count: int) -> Card:
        return _without(card, steps[: len(steps) - count])

    share = len(steps) * limit // whole
    return left(most_within(limit, range(len(steps)), share, lambda count: measure(left(count))))


def most_within(limit: int, counts: range, guess: int, cost: Callable[[int], int]) -> int:
    """The greatest of some counts whose cost is within the limit; the first of them, if none is.

    Costs must not fall as counts grow. Each is taken to be in proportion, so that few are looked at.
    """
    found, above = counts.start, counts.stop
    while above - found > 1:
        count = min(max(guess, found + 1), above - 1)
        price = cost(count)
        found, above = (count, above) if price <= limit else (found, count)
        guess = count * limit // max(1, price)
    return found


def _steps(card: Card) -> Iterator[int]:
    """The indexes of the blocks that lose one part each, in the order in which parts are left out."""
    sizes = [_size(block) for block in card.blocks]
    for kinds, least in (((Facts,), 1), ((Note,), 0), ((Actions,), 0), ((Items, Table), 1), ((Facts, Items, Table), 0)):
        while True:
            open_to_it = [i for i, block in enumerate(card.blocks) if isinstance(block, kinds) and sizes[i] > least]
            if not open_to_it:
                break
            longest = max(open_to_it, key=lambda i: (sizes[i], i))
            sizes[longest] -= 1
            yield longest


def _size(block: Block) -> int:
    """How many parts a block can lose one by one."""
    match block:
        case Facts(facts=parts) | Items(items=parts) | Table(rows=parts) | Actions(actions=parts):
            return len(parts)
        case Note():
            return 1
        case _:
            return 0


def _without(card: Card, steps: list[int]) -> Card:
    """A card without the parts that the steps take, and without the sources that nothing cites any more."""
    losses = Counter(steps)
    blocks = (
        part for i, block in enumerate(card.blocks) for part in (_cut(block, losses[i]) if losses[i] else (block,))
    )
    smaller = replace(card, blocks=tuple(blocks))
    lost = card.cited() - smaller.cited()
    return replace(smaller, sources=tuple(source for source in card.sources if source.id not in lost))


def _cut(block: Block, losses: int) -> tuple[Block, ...]:
    """What remains of a block that loses parts from its end."""
    left = _size(block) - losses
    match block:
        case Facts(title, facts, missing):
            return (Facts(title, facts[:left], missing + losses),)
        case Items(title, items):
            return (Items(title, (*items[:left], Item(more(losses), ""))),)
        case Table(rows=rows):
            kept = (replace(block, rows=rows[:left]),) if left else ()
            return (*kept, Note(more(losses)))
        case Actions(title, actions):
            return (Actions(title, actions[:left]),) if left else ()
        case _:
            return ()
