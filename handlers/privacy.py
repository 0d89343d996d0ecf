"""What becomes of what people ask in a chat: what is stored, for how long, and who reads it."""

import re

from corpus.collection import Corpus
from handlers.card import Action, Actions, Kind, Note, Reply, Text, card
from handlers.chats import SLACK, TERMINAL, has_admins
from handlers.request import Place, Request

_KEPT = "What you ask is stored for 180 days under a pseudonym, without your name (what had no answer: until"
_READ = "questions without an answer, and those voted on, but not who asked"
_SEEN = "Where your chat says that only you can see a reply, nobody else does."
_DELETED = "Nothing that is typed here deletes what is stored: ask whoever runs this bot."

_ASKED = r"what (?:i|we|people) (?:ask|type|write|say)|(?:my|our) (?:questions?|messages?|data)"
_WHO_SEES = re.compile(
    rf"\W*(?:who (?:else )?(?:can |could |will |may |gets to )?(?:sees?|reads?) (?:this|that|it|this chat|{_ASKED})"
    rf"|(?:is|are) (?:this|this chat|{_ASKED}) (?:private|confidential|anonymous|stored|logged|recorded|kept)"
    rf"|(?:do|does|will) (?:you|it|the bot) (?:store|keep|log|record|save|remember) (?:this|that|it|{_ASKED})"
    r"|(?:please |(?:can|could) you |how (?:do|can) i )*(?:delete|erase|forget|remove) "
    r"(?:me|everything i (?:asked|said|wrote)|(?:all )?(?:of )?(?:my|our) \w+)"
    r"|(?:your |the )?(?:privacy|data protection|gdpr)(?: policy| notice)?)\W*",
    re.IGNORECASE,
)


def asks_who_sees(text: str) -> bool:
    """Whether a text asks what becomes of what is asked: "who can see this?", "delete my data"."""
    return _WHO_SEES.fullmatch(text) is not None


def kept(place: Place) -> str:
    """What is stored of what is asked in a place, and who reads it; "" in the terminal, where nothing is."""
    if place.platform == TERMINAL:
        return ""
    if not has_admins(place):
        return f"{_KEPT} that is settled). Whoever runs this bot can read {_READ}."
    team = "workspace" if place.platform == SLACK else "server"
    return f"{_KEPT} an admin settles it). Admins of this {team} can read {_READ}."


def privacy(request: Request, corpus: Corpus) -> Reply:
    """Who sees what is asked, for those who want to know."""
    made = card(
        corpus,
        "Who sees what you ask",
        Text(kept(request.place)),
        Text(_SEEN),
        Note(_DELETED),
        Actions("Try", (Action("About", "about"), Action("Help", "help"))),
    )
    return Reply(Kind.LIST, made)  # no help: who asks this in a conversation wants to be answered
