"""The one entry: any text becomes a command, a topic or a question, and always a reply."""

import re
from dataclasses import replace

from rapidfuzz import process

from corpus.collection import Corpus
from corpus.words import normal, visible
from handlers.ask import ask, not_asked
from handlers.brief import briefing
from handlers.card import Card, Kind, Reply, Text
from handlers.compare import compare, comparison
from handlers.follow_up import follow_up
from handlers.registry import BY_NAME, STATE_BY_NAME, Command, StateCommand, incomplete
from handlers.request import Request
from handlers.suggest import suggest
from handlers.survey import survey

_QUESTION = re.compile(
    r"[?\uff1f]\s*$|^(?:and |but |so )?(?:who|whom|whose|what|what's|when|where|which|why|how"
    r"|is|are|was|were|do|does|did|can|could|has|have|will|would|should|in what|in which|at what|by how"
    r"|tell me|give me|show me|name|list|explain|describe|find)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)"
    r"|(?:thanks|thank you)(?:[,!. ]+(?:that|this|it|you|for|a lot|so much|very|great|all)\b"
    r"(?!.*\b(?:how|what|who|when|where|why|which)\b)[^?]*)?"
    r"|what can (?:you do|i ask(?: you)?)|who are you)"
    r"(?: (?:there|dossier|bot|all|everyone))?\W*",
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
_COMPARING = re.compile(r"\b(?:compare\w*|comparison|differ\w*|versus|vs|stack up|unlike)\b", re.IGNORECASE)
_PAIR = 2
_MANNERS = re.compile(r"^(?:(?:hi|hello|hey|ok|okay|thanks|thank you)[,!.]+ )+", re.IGNORECASE)
_MENTION = re.compile(r"^\s*(?:<@[\w!&]+>|@(?:[\w-]+|…))[,:]?\s*")
_A_NAME = 2  # words: "fact ada" asks for a topic, "about time they did" does not
_NEARLY = 75  # of 100: how much a word must be like one of a command's own
_ENOUGH_TO_MEASURE = 20_000
_UNFOLDED = 2  # some letters stand for words: their normal form is many times as long


def reply(request: Request, corpus: Corpus) -> Reply:
    """The reply to any text whatever; never an exception for what a person typed."""
    longest = request.settings.longest_question
    text = visible(request.text[:_ENOUGH_TO_MEASURE])
    if len(request.text) > _ENOUGH_TO_MEASURE or len(text) > longest or len(normal(text)) > _UNFOLDED * longest:
        return _too_long(text, request)
    text = _without_address(text, request.settings.word)
    if not text or _GREETING.fullmatch(text):
        return BY_NAME["help"].handler(request, corpus)
    text = _MANNERS.sub("", text)
    cleaned = replace(request, text=text)
    if not normal(text):
        return not_asked()
    ways = (_command, follow_up, _comparison, _survey, _topic_or_question)
    return next(found for way in ways if (found := way(cleaned, corpus)))


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


def _too_long(text: str, request: Request) -> Reply:
    """That a text is declined: more characters than a question may have, or some that stand for whole words."""
    longest, length = request.settings.longest_question, len(request.text)
    words = f"That is {length:,} characters long; a question may have {longest}. Shorten it and ask again."
    if length <= longest or len(text) <= longest:
        words = "Some of those characters stand for whole words, which makes it too long. Ask in plain letters."
    return Reply(Kind.ERROR, Card("Too long", (Text(words),)))


def question(request: Request) -> str:
    """What a person typed, without the address in front."""
    return _without_address(visible(request.text[:_ENOUGH_TO_MEASURE]), request.settings.word)


def state_command(request: Request) -> tuple[StateCommand, Request] | None:
    """The command for admins that a text is, and the request with what follows its word; None for any other text."""
    head, _, tail = question(request).partition(" ")
    command = STATE_BY_NAME.get(head.casefold().strip("/?!.: "))
    if command and request.place.platform in command.absent_from:
        return None
    return (command, replace(request, text=tail)) if command and _may_follow(tail.split(), command) else None


def _may_follow(words: list[str], command: StateCommand) -> bool:
    """Whether words are meant for a command: none, few, or such that the first is nearly what may come first."""
    if not words or not command.words:
        return not words
    return len(words) <= _A_NAME or process.extractOne(words[0], command.words, score_cutoff=_NEARLY) is not None


def _without_address(text: str, word: str) -> str:
    """A text without the bot's mention and slash word in front."""
    bare = _MENTION.sub("", text)
    head, _, tail = bare.partition(" ")
    return (tail if head.casefold() == f"/{word}".casefold() else bare).strip()


def _command(request: Request, corpus: Corpus) -> Reply | None:
    """The reply of the command that a text begins with; None when it begins with none."""
    head, _, tail = request.text.partition(" ")
    command = BY_NAME.get(head.casefold().strip("/?!.: "))
    if command and command.needs_text and not tail.strip() and corpus.topics.named(head) is None:
        return incomplete(command, request.settings.word)
    if command is None or not _fits(command, tail, corpus):
        return None
    return command.handler(replace(request, text=tail.strip()), corpus)


def is_asking(text: str) -> bool:
    """Whether a text has the shape of a question."""
    return _QUESTION.search(_MANNERS.sub("", text.strip())) is not None


def _fits(command: Command, tail: str, corpus: Corpus) -> bool:
    """Whether what follows is what the command takes; "about Cainiao" and "help small firms" are no commands."""
    if not command.takes_text:
        return not tail.strip()
    if not command.needs_text and tail.strip():
        found = corpus.matcher.resolve(tail)
        return bool(found.topic or found.suggestions) or len(tail.split()) <= _A_NAME
    return bool(tail.strip()) or not command.needs_text


def _topic_or_question(request: Request, corpus: Corpus) -> Reply:
    text = request.text
    exact = corpus.topics.named(text)
    if exact is not None:
        return briefing(exact, corpus, request)
    if _QUESTION.search(text):
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
    topics = corpus.question(request.text).topics if _COMPARING.search(request.text) else ()
    if reply.kind is not Kind.NO_ANSWER or len(topics) != _PAIR:
        return reply
    return comparison(corpus.topics[topics[0]], corpus.topics[topics[1]], corpus)


def _says_more(text: str, corpus: Corpus) -> bool:
    """Whether a text holds a topic's name and further words that the corpus knows: "alipay users"."""
    asked = corpus.question(text)
    return bool(asked.topics or asked.ideas or asked.places) and any(map(corpus.search.knows, asked.stems))
