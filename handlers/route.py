"""The one entry: any text becomes a command, a topic or a question, and always a reply."""

import re
from dataclasses import replace

from rapidfuzz import process

from corpus.collection import Corpus
from corpus.words import normal, visible
from handlers.ask import not_asked
from handlers.card import Card, Kind, Reply, Text
from handlers.chats import TERMINAL
from handlers.follow_up import follow_up
from handlers.privacy import asks_who_sees, privacy
from handlers.registry import BY_NAME, STATE_BY_NAME, Command, StateCommand, incomplete
from handlers.request import Request
from handlers.uncommanded import is_question, uncommanded

_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)"
    r"|(?:thanks|thank you)(?:[,!. ]+(?:that|this|it|you|for|a lot|so much|very|great|all)\b"
    r"(?!.*\b(?:how|what|who|when|where|why|which)\b)[^?]*)?"
    r"|what can (?:you do|i ask(?: you)?)|who are you)"
    r"(?: (?:there|dossier|bot|all|everyone))?\W*",
    re.IGNORECASE,
)
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
    if request.place.platform != TERMINAL and asks_who_sees(text):
        return privacy(request, corpus)
    text = _MANNERS.sub("", text)
    cleaned = replace(request, text=text)
    if not normal(text):
        return not_asked()
    ways = (_command, follow_up, uncommanded)
    return next(found for way in ways if (found := way(cleaned, corpus)))


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
    if command.takes_all:
        return True
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
        return incomplete(command, request)
    if command is None or not _fits(command, tail, corpus):
        return None
    return command.handler(replace(request, text=tail.strip()), corpus)


def is_asking(text: str) -> bool:
    """Whether a text has the shape of a question."""
    return is_question(_MANNERS.sub("", text.strip()))


def says_nothing(request: Request) -> bool:
    """Whether a text asks nothing and names nothing: there is none, or it only greets or thanks."""
    said = question(request)
    return not said or (_GREETING.fullmatch(said) is not None and not is_asking(said))


def _fits(command: Command, tail: str, corpus: Corpus) -> bool:
    """Whether what follows is what the command takes; "about Cainiao" and "help small firms" are no commands."""
    if not command.takes_text:
        return not tail.strip()
    if tail.split()[:1] and tail.split(maxsplit=1)[0].casefold() in command.words:
        return True
    if not command.needs_text and tail.strip():
        found = corpus.matcher.resolve(tail)
        return bool(found.topic or found.suggestions) or len(tail.split()) <= _A_NAME
    return bool(tail.strip()) or not command.needs_text
