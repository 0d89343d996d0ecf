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

_TWO_SOURCES = 2
_LEAST_COUNT = 10  # "six offices" is told for the offices
_RATIOS = {"USD", "EUR", "GBP", "CNY", "%", "times"}
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
    passages, limit = corpus.about(topic.id), request.settings.facts_per_group
    differing = differences(topic, corpus)
    told = [passage for group in differing.values() for passage in group]
    lead = _lead(topic, [passage for passage in passages if passage not in told])
    groups = _grouped(topic, [passage for passage in passages if passage not in (*lead, *told)])
    gaps = groups.pop(_GAPS)
    facts = (
        Facts("What it is", tuple(fact(corpus, passage) for passage in lead)),
        *(_facts(corpus, title, group, limit) for title, group in groups.items()),
        *(_facts(corpus, f"Where sources differ: {matter}", group, limit) for matter, group in differing.items()),
        _facts(corpus, _GAPS, gaps, max(1, limit // 2)),
    )
    everything_on = Action(f"Everything on {topic.name}", f"all {topic.name}", is_long=True)
    others = (corpus.topics[topic_id].name for topic_id in related(topic, corpus, request.settings))
    made = card(
        corpus,
        topic.name,
        Text(topic.definition if not lead else ""),
        *facts,
        Note(_called(topic, request.text)),
        Note(_basis(corpus, (*passages, *told), facts)),
        Actions("Left out", (everything_on,) if any(block.more for block in facts) else ()),
        Actions("Related", tuple(Action(name, name) for name in others)),
    )
    return Reply(Kind.BRIEFING, made, topic.id, after(made, (topic.id,)))


def _facts(corpus: Corpus, title: str, passages: Iterable[Passage], limit: int) -> Facts:
    shown = tuple(fact(corpus, passage) for passage in passages)
    return Facts(title, shown[:limit], max(0, len(shown) - limit))


def _lead(topic: Topic, passages: Iterable[Passage]) -> list[Passage]:
    """At most two sentences that say what the topic is."""
    own = [p for p in passages if p.record.subject == topic.id]
    named = [p for p in own if p.record.attribute == "definition"]
    return (named or [p for p in own if p.record.attribute == "role" and not p.record.kinds & _JUDGED])[:2]


def _grouped(topic: Topic, passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """The passages under the titles of a briefing, the most telling first, but a timeline in the order of time."""
    groups: dict[str, list[Passage]] = {title: [] for title in _GROUPS}
    for passage in sorted(passages, key=lambda p: -weight(topic.id, p)):
        groups[_group(passage)].append(passage)
    dated = in_order([*groups["Facts"], *groups["Claims and opinions"]])
    if len(dated) > 1:
        groups["Timeline"] = dated
        for title in ("Facts", "Claims and opinions"):
            groups[title] = [passage for passage in groups[title] if passage not in dated]
    return groups


def _group(passage: Passage) -> str:
    record = passage.record
    if record.is_gap:
        return _GAPS
    if record.by or record.kinds & _JUDGED:
        return "Claims and opinions"
    return "Figures" if is_figure(passage) else "Facts"


def is_figure(passage: Passage, least: int = _LEAST_COUNT) -> bool:
    """Whether a passage is told for its number: a sum, a share, a ratio, or a count of at least ``least``."""
    value = passage.record.value
    return value is not None and bool(value.unit) and (value.unit in _RATIOS or value.amount >= least)


def weight(topic_id: str, passage: Passage) -> float:
    """How telling a passage is of a topic: its subject, a figure, an attribute that people ask for, brevity."""
    record = passage.record
    score = 2.0 * (record.subject == topic_id) + 1.0 * is_figure(passage)
    score -= 2.0 * (record.attribute in _PASSING)
    if record.attribute in _WEIGHTY:
        score += 1.0 - _WEIGHTY.index(record.attribute) / 20
    return score - len(passage.text) / 1000


def differences(topic: Topic, corpus: Corpus) -> dict[str, list[Passage]]:
    """What sources say differently, by matter: those that records name, and figures of one attribute that disagree."""
    own = [p for p in corpus.about(topic.id) if p.record.subject == topic.id]
    matters: dict[str, list[Passage]] = {p.record.differs: [] for p in own if p.record.differs}
    for p in corpus.passages if matters else ():
        if p.record.differs in matters:
            matters[p.record.differs].append(p)
    same: dict[tuple[str, str], list[Passage]] = {}
    for p in own:
        if is_figure(p) and p.record.value and not p.record.differs:
            same.setdefault((p.record.attribute or "figures", p.record.value.unit), []).append(p)
    for (attribute, _), group in same.items():
        if _disagree(group):
            matters.setdefault(attribute, []).extend(group)
    return matters


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


def _basis(corpus: Corpus, passages: tuple[Passage, ...], shown: tuple[Facts, ...]) -> str:
    """On how many articles a briefing rests, and how many of them it cites."""
    used, cited = len({p.article_id for p in passages}), len({f.source for block in shown for f in block.facts})
    if used < _TWO_SOURCES:
        return "Rests on one source only." if used else "No article says anything of it."
    rest = f"; {cited} are cited here" if cited < used else ""
    return f"Rests on {used} of {len(corpus.articles)} articles{rest}."


def related(topic: Topic, corpus: Corpus, settings: Settings) -> tuple[str, ...]:
    """The ids of related topics: those given, then those most often named together with it."""
    together: dict[str, int] = {}
    for passage in corpus.about(topic.id):
        for other in passage.record.about:
            together[other] = together.get(other, 0) + 1
    often = sorted(together, key=lambda other: -together[other])
    return tuple(i for i in dict.fromkeys((*topic.related, *often)) if i != topic.id)[: settings.related]
