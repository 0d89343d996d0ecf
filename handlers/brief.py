"""The briefing of one topic: what it is, the dated facts, who claims what, and what the sources leave open."""

from collections.abc import Iterable
from dataclasses import replace

from corpus.article import Kind as Asks
from corpus.article import Passage
from corpus.collection import Corpus
from corpus.topics import Topic
from corpus.words import squeezed
from handlers.card import Action, Actions, Facts, Kind, Note, Reply, Text, after, card, fact
from handlers.request import Request, Settings
from handlers.suggest import suggest
from handlers.timeline import in_order

_PASSING = {"publication", "background"}
_GAPS = "Gaps in the sources"
_GROUPS = ("Figures", "Timeline", "Facts", "Claims and opinions", _GAPS)
_JUDGED = {Asks.OPINION, Asks.FORECAST}
_WEIGHTY = (
    "users",
    "share",
    "sales",
    "reach",
    "rank",
    "valuation",
    "assets",
    "launch",
    "transactions",
    "capacity",
    "loans",
    "investment",
)


def brief(request: Request, corpus: Corpus) -> Reply:
    """The briefing of the topic named; suggestions when the name is none."""
    found = corpus.matcher.resolve(request.text)
    if found.topic is None:
        return suggest(request.text, found.suggestions)
    return briefing(found.topic, corpus, request)


def everything(request: Request, corpus: Corpus) -> Reply:
    """The briefing of the topic named with nothing left out."""
    return brief(replace(request, settings=replace(request.settings, facts_per_group=2 * len(corpus.passages))), corpus)


def briefing(topic: Topic, corpus: Corpus, request: Request) -> Reply:
    """The briefing of one topic, asked for by any of its names."""
    passages = corpus.about(topic.id)
    lead = _lead(topic, passages)
    differing = differences(topic, corpus)
    apart = [*lead, *(passage for group in differing.values() for passage in group)]
    rest = [passage for passage in passages if passage not in apart]
    groups = _grouped(topic, rest)
    limit = request.settings.facts_per_group
    left_out = any(len(group) > limit for group in groups.values())
    made = card(
        corpus,
        topic.name,
        Text(topic.definition if not lead else ""),
        Facts("What it is", tuple(fact(corpus, p) for p in lead)),
        *(_facts(corpus, title, group, limit) for title, group in groups.items() if title != _GAPS),
        *(_facts(corpus, f"Where sources differ: {matter}", group, limit) for matter, group in differing.items()),
        _facts(corpus, _GAPS, groups[_GAPS], limit // 2),
        Note(_called(topic, request.text)),
        Note(_basis(corpus, (*passages, *apart))),
        Actions("Left out", (Action(f"Everything on {topic.name}", f"all {topic.name}"),) if left_out else ()),
        Actions(
            "Related",
            tuple(
                Action(corpus.topics[i].name, corpus.topics[i].name) for i in related(topic, corpus, request.settings)
            ),
        ),
    )
    return Reply(Kind.BRIEFING, made, topic.id, after(made, (topic.id,)))


def _facts(corpus: Corpus, title: str, passages: Iterable[Passage], limit: int) -> Facts:
    shown = tuple(fact(corpus, passage) for passage in passages)
    return Facts(title, shown[:limit], max(0, len(shown) - limit))


def _lead(topic: Topic, passages: tuple[Passage, ...]) -> list[Passage]:
    """At most two sentences that say what the topic is."""
    own = [p for p in passages if p.record.about[0] == topic.id]
    named = [p for p in own if p.record.attribute == "definition"]
    return (named or [p for p in own if p.record.attribute == "role" and not p.record.kinds & _JUDGED])[:2]


def _grouped(topic: Topic, passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """The passages under the titles of a briefing, the most telling first, but a timeline in the order of time."""
    groups: dict[str, list[Passage]] = {title: [] for title in _GROUPS}
    for passage in sorted(passages, key=lambda p: -weight(topic.id, p)):
        groups[_group(passage)].append(passage)
    dated = in_order(groups["Facts"])
    if len(dated) > 1:
        groups["Timeline"] = dated
        groups["Facts"] = [passage for passage in groups["Facts"] if passage not in dated]
    return groups


def _group(passage: Passage) -> str:
    record = passage.record
    if record.attribute == "gap":
        return _GAPS
    if record.by or record.kinds & _JUDGED:
        return "Claims and opinions"
    return "Figures" if is_figure(passage) else "Facts"


def is_figure(passage: Passage) -> bool:
    """Whether a passage is told for its number."""
    return passage.record.value is not None and bool(passage.record.value.unit)


def weight(topic_id: str, passage: Passage) -> float:
    """How telling a passage is of a topic: its subject, a figure, an attribute that people ask for, brevity."""
    record = passage.record
    score = 2.0 * (record.about[0] == topic_id) + 1.0 * is_figure(passage)
    score -= 2.0 * (record.attribute in _PASSING)
    if record.attribute in _WEIGHTY:
        score += 1.0 - _WEIGHTY.index(record.attribute) / 20
    return score - len(passage.text) / 1000


def differences(topic: Topic, corpus: Corpus) -> dict[str, list[Passage]]:
    """What sources say differently, by matter: those that records name, and figures of one attribute that disagree."""
    own = [p for p in corpus.about(topic.id) if p.record.about[0] == topic.id]
    matters = {p.record.differs: [q for q in corpus.passages if q.record.differs == p.record.differs] for p in own}
    matters.pop("", None)
    same: dict[tuple[str, str], list[Passage]] = {}
    for p in own:
        if is_figure(p) and p.record.value and not p.record.differs:
            same.setdefault((p.record.attribute or "figures", p.record.value.unit), []).append(p)
    return matters | {attribute: group for (attribute, _), group in same.items() if _disagree(group)}


def _disagree(group: list[Passage]) -> bool:
    """Whether different articles give different amounts."""
    articles = {p.article_id for p in group}
    amounts = {p.record.value.amount for p in group if p.record.value}
    return len(articles) > 1 and len(amounts) > 1


def _called(topic: Topic, name: str) -> str:
    """How the articles call a topic that was asked for by a name they do not use."""
    key = squeezed(name)
    outside = next((other for other in topic.outside if squeezed(other) == key), "")
    return f"{outside}: the articles call it {topic.name}." if outside else ""


def _basis(corpus: Corpus, passages: tuple[Passage, ...]) -> str:
    """On how many articles a briefing rests."""
    used, held = len({p.article_id for p in passages}), len(corpus.articles)
    if not used:
        return "No article says anything of it."
    return f"Rests on {used} of {held} articles." if used > 1 else "Rests on one source only."


def related(topic: Topic, corpus: Corpus, settings: Settings) -> tuple[str, ...]:
    """The ids of related topics: those given, then those most often named together with it."""
    together: dict[str, int] = {}
    for passage in corpus.about(topic.id):
        for other in passage.record.about:
            together[other] = together.get(other, 0) + 1
    often = sorted(together, key=lambda other: -together[other])
    return tuple(i for i in dict.fromkeys((*topic.related, *often)) if i != topic.id)[: settings.related]
