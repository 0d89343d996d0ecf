"""A text that is no command and leans on nothing said before: a comparison, a survey, a topic or a question."""

import re
from dataclasses import replace

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.brief import briefing
from handlers.card import Action, Actions, Card, Kind, Reply, Text
from handlers.compare import compare, comparison
from handlers.request import Request
from handlers.several import compares
from handlers.suggest import suggest
from handlers.survey import survey

_QUESTION = re.compile(
    r"[?\uff1f]\s*$|^(?:and |but |so )?(?:who|whom|whose|what|what's|when|where|which|why|how"
    r"|is|are|was|were|do|does|did|can|could|has|have|will|would|should|in what|in which|at what|by how"
    r"|tell me|give me|show me|name|list|explain|describe|find)\b",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"(?P<one>.+?) (?:vs\.?|versus) (?P<other>.+?)[\s?.!]*", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"(?:what(?:'s| is| are)? )?(?:the )?differences? between (?P<one>.+?) and (?P<other>.+?)[\s?.!]*", re.IGNORECASE
)
_SURVEY = re.compile(
    r"(?:what|tell me what) (?:do|does|can|did) (?:the |these |those |your |we |you |all )*"
    r"(?:articles?|authors?|sources?|corpus|texts?|pieces?|we|you) (?:say|know|tell us|write|think|have)\b"
    r" (?:about|on|of) (?P<names>.+?)[\s?.!]*",
    re.IGNORECASE,
)
_AND = re.compile(r"(?P<one>[^,&]+?)(?: and |\s*[,&]\s*)(?P<other>[^?]+?)[\s.!]*", re.IGNORECASE)
_PAIR = 2


def uncommanded(request: Request, corpus: Corpus) -> Reply:
    """The reply to a text that says all by itself what it asks for."""
    ways = (_comparison, _survey, _pair, _topic_or_question)
    return next(found for way in ways if (found := way(request, corpus)))


def is_question(text: str) -> bool:
    """Whether a text without manners in front has the shape of a question."""
    return _QUESTION.search(text) is not None


def _comparison(request: Request, corpus: Corpus) -> Reply | None:
    """The comparison that "Alipay vs PayPal" or "the difference between ..." asks for, when both are topics."""
    found = _VERSUS.fullmatch(request.text) or _DIFFERENCE.fullmatch(request.text)
    if found is None or not all(corpus.matcher.resolve(found[name]).topic for name in ("one", "other")):
        return None
    return compare(replace(request, text=f"{found['one']} and {found['other']}"), corpus)


def _survey(request: Request, corpus: Corpus) -> Reply | None:
    """What each article says, when that is asked of several topics together."""
    found = _SURVEY.fullmatch(request.text)
    asked = corpus.question(found["names"]) if found else None
    return survey(asked, corpus) if asked and len(asked.topics) > 1 and not asked.stems else None


def _pair(request: Request, corpus: Corpus) -> Reply | None:
    """What there is to be asked of two topics, when nothing but their names is said."""
    found = None if corpus.topics.named(request.text) else _AND.fullmatch(request.text)
    topics = [corpus.matcher.resolve(found[name]).topic for name in ("one", "other")] if found else []
    names = tuple(dict.fromkeys(topic.name for topic in topics if topic))
    if len(names) != _PAIR:
        return None
    both = " and ".join(names)
    offer = Actions("", (Action("Compare them", f"compare {both}"), *(Action(name, name) for name in names)))
    return Reply(Kind.SUGGESTIONS, Card(both, (Text("Compare them, or take one at a time?"), offer)))


def _topic_or_question(request: Request, corpus: Corpus) -> Reply:
    text = request.text
    exact = corpus.topics.named(text)
    if exact is not None:
        return briefing(exact, corpus, request)
    if is_question(text):
        return _answer_or_comparison(request, corpus)
    found = corpus.matcher.resolve(text)
    if found.topic is not None and not _says_more(text, corpus):
        return briefing(found.topic, corpus, request)
    if found.suggestions:
        return suggest(text, found.suggestions)
    asked = corpus.question(text)
    named = asked.topics or asked.ideas or asked.places
    if named or (len(asked.stems) > 1 and all(map(corpus.search.knows, asked.stems))):
        return ask(request, corpus)
    return suggest(text, ())


def _answer_or_comparison(request: Request, corpus: Corpus) -> Reply:
    """The answer to a question; without one, two topics that it compares are put side by side."""
    reply = ask(request, corpus)
    topics = corpus.question(request.text).topics if compares(request.text) else ()
    if reply.kind is not Kind.NO_ANSWER or len(topics) != _PAIR:
        return reply
    return comparison(corpus.topics[topics[0]], corpus.topics[topics[1]], corpus)


def _says_more(text: str, corpus: Corpus) -> bool:
    """Whether a text holds a topic's name and further words that the corpus knows: "alipay users"."""
    asked = corpus.question(text)
    return bool(asked.topics or asked.ideas or asked.places) and any(map(corpus.search.knows, asked.stems))
