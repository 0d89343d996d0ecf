"""The one entry: any text becomes a command, a topic or a question."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.collection import Corpus
from handlers.card import Action, Actions, Item, Items, Kind, Reply, Text
from handlers.registry import BY_NAME, COMMANDS
from handlers.request import Request
from handlers.route import is_asking, question, reply, says_nothing, state_command


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.HELP),
        ("   ", Kind.HELP),
        ("/coffee", Kind.HELP),
        ("hello", Kind.HELP),
        ("Thank you!", Kind.HELP),
        ("thanks, that is great", Kind.HELP),
        ("hello, how many employees does Kestrel Coffee have?", Kind.ANSWER),
        ("thanks, and who owns Kestrel Coffee?", Kind.NO_ANSWER),
        ("HELP", Kind.HELP),
        ("help!", Kind.HELP),
        ("about", Kind.HELP),
        ("kestrel", Kind.BRIEFING),
        ("kestral", Kind.BRIEFING),
        ("brief kestrel", Kind.BRIEFING),
        ("tell me about kestrel", Kind.ANSWER),
        ("roaster", Kind.SUGGESTIONS),
        ("qwertyuiop", Kind.SUGGESTIONS),
        ("how many employees does Kestrel Coffee have?", Kind.ANSWER),
        ("ask how many employees does Kestrel Coffee have", Kind.ANSWER),
        ("kestrel employees", Kind.ANSWER),
        ("rain on the terraces", Kind.ANSWER),
        ("rain on the submarine", Kind.SUGGESTIONS),
        ("topics", Kind.LIST),
        ("sources", Kind.LIST),
        ("fact", Kind.CARD),
        ("fact kestrel", Kind.CARD),
        ("timeline", Kind.BRIEFING),
        ("compare kestrel and lark roasters", Kind.BRIEFING),
        ("all kestrel", Kind.BRIEFING),
        ("thanks. kestrel coffee", Kind.BRIEFING),
        ("hello, kestrel employees", Kind.ANSWER),
        ("?!", Kind.ERROR),
    ],
)
def test_a_text_is_taken_for_what_it_is(say: Callable[[str], Reply], text: str, kind: Kind) -> None:
    """A command word, a name, a question, or nothing that could be looked up."""
    assert say(text).kind is kind


@pytest.mark.parametrize("text", ["/coffee kestrel", "<@U123> kestrel", "@dossier: kestrel", "<@!42> /coffee kestrel"])
def test_the_address_in_front_is_taken_off(say: Callable[[str], Reply], text: str) -> None:
    """A mention and the slash word are not part of the question."""
    assert say(text).topic == "kestrel-coffee"


@pytest.mark.parametrize("text", ["about kestrel", "help small roasters", "fact checking matters", "compare"])
def test_a_command_word_before_anything_else_is_no_command(
    say: Callable[[str], Reply], coffee: Corpus, request_of: Callable[[str], Request], text: str
) -> None:
    """What does not fit the command is read as a whole."""
    help_ = reply(request_of("help"), coffee)

    assert say(text) != help_
    assert say(text).kind not in {Kind.LIST, Kind.CARD}


@pytest.mark.parametrize(
    "text",
    [
        "kestrel vs lark roasters",
        "Kestrel Coffee versus Lark Roasters?",
        "the difference between kestrel and lark roasters",
        "What is the difference between Kestrel Coffee and Lark Roasters?",
        "what are the differences between kestral and lark roastres",
    ],
)
def test_two_topics_set_against_each_other_are_compared(say: Callable[[str], Reply], text: str) -> None:
    """No command is needed for a comparison."""
    assert say(text).card.title == "Kestrel Coffee and Lark Roasters"


@pytest.mark.parametrize(
    "text", ["kestrel and lark roasters", "Kestrel Coffee, lark roasters", "kestrel & Lark Roasters."]
)
def test_two_names_alone_are_offered_to_be_compared(say: Callable[[str], Reply], text: str) -> None:
    """Nothing is asked of them yet."""
    said = say(text)

    assert (said.kind, said.card.title) == (Kind.SUGGESTIONS, "Kestrel Coffee and Lark Roasters")
    assert said.card.suggestions() == ("compare Kestrel Coffee and Lark Roasters", "Kestrel Coffee", "Lark Roasters")


@pytest.mark.parametrize("text", ["kestrel and kestrel coffee", "kestrel and mocha"])
def test_one_name_said_twice_or_beside_a_stranger_is_no_pair(say: Callable[[str], Reply], text: str) -> None:
    """There is nothing to compare."""
    assert "compare" not in " ".join(say(text).card.suggestions())


@pytest.mark.parametrize("text", ["kestrel vs mocha", "what is the difference between kestrel and mocha?"])
def test_what_is_set_against_no_topic_is_not_compared(say: Callable[[str], Reply], text: str) -> None:
    """Half a comparison is read as any other text."""
    assert say(text).kind in {Kind.SUGGESTIONS, Kind.NO_ANSWER}


@pytest.mark.parametrize(
    "text",
    [
        "how does Ada Brook differ from Joe Finch?",
        "compare the coffee of Ada Brook with that of Joe Finch?",
        "why is Ada Brook unlike Joe Finch?",
        "who is Ada Brook and how does Joe Finch differ?",
    ],
)
def test_a_question_that_compares_and_has_no_answer_gets_both_side_by_side(
    say: Callable[[str], Reply], text: str
) -> None:
    """What there is of each is more than that there is no answer."""
    said = say(text)

    assert (said.kind, said.card.title) == (Kind.BRIEFING, "Ada Brook and Joe Finch")


def test_a_question_that_compares_and_has_an_answer_gets_it(say: Callable[[str], Reply]) -> None:
    """A sentence that compares the two comes before a table."""
    said = say("how do Kestrel Coffee and Lark Roasters compare?")

    assert next(said.card.facts()).text == "Lark Roasters pays its farmers more than Kestrel Coffee does."
    assert said.kind is Kind.ANSWER


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("what do the articles say about Kestrel Coffee and Lark Roasters?", ("Kestrel Coffee", "Lark Roasters")),
        ("tell me what do the authors write on kestral and lark roasters", ("Kestrel Coffee", "Lark Roasters")),
        ("what do you know about lark roasters and kestrel", ("Lark Roasters", "Kestrel Coffee")),
    ],
)
def test_what_is_said_of_several_topics_is_surveyed(
    say: Callable[[str], Reply], text: str, names: tuple[str, ...]
) -> None:
    """It is a question, but no single sentence answers it."""
    assert say(text).card.blocks[-1] == Actions("Brief me on", tuple(Action(name, name) for name in names))


def test_a_text_that_is_too_long_is_refused_calmly(say: Callable[[str], Reply]) -> None:
    """The length and the limit are said."""
    said = say("word " * 100)

    assert said.kind is Kind.ERROR
    assert said.card.blocks == (
        Text("That is 500 characters long; a question may have 300. Shorten it and ask again."),
    )


def test_a_megabyte_is_refused_by_its_length_alone(say: Callable[[str], Reply]) -> None:
    """Even a megabyte of nothing visible is too long."""
    assert say("\u200b" * 1_000_000).kind is Kind.ERROR


def test_letters_that_stand_for_whole_phrases_are_measured_by_what_they_stand_for(say: Callable[[str], Reply]) -> None:
    """One Arabic ligature is eighteen letters long in the form that is compared."""
    assert say("\ufdfa" * 300).card.title == "Too long"
    assert say("\ufdfa").card.title != "Too long"


def test_the_longest_question_is_the_operators_choice(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """A setting, not a constant."""
    request = request_of("how many employees does Kestrel Coffee have?")
    short = replace(request, settings=replace(request.settings, longest_question=10))

    assert reply(short, coffee).kind is Kind.ERROR


def test_invisible_characters_do_not_hide_a_topic(say: Callable[[str], Reply]) -> None:
    """Zero-width and direction-changing characters are not seen, so they do not count."""
    assert say("\u202ekes\u200btrel\x00").topic == "kestrel-coffee"


def test_look_alike_letters_do_not_hide_a_topic(say: Callable[[str], Reply]) -> None:
    """A Cyrillic letter that looks Latin reads as Latin."""
    assert say("kеstrеl").topic == "kestrel-coffee"


def test_a_turn_that_leans_on_the_last_one_is_understood(talk: Callable[..., Reply]) -> None:
    """The thread's context comes before a fresh reading."""
    assert talk("kestrel", "when was it founded?").kind is Kind.ANSWER


@pytest.mark.parametrize(
    ("text", "name", "tail"),
    [
        ("gaps", "gaps", ""),
        ("<@U123> /coffee Gaps resolve 3f2a, 77ab", "gaps", "resolve 3f2a, 77ab"),
        ("gaps resolv 3f2a 77ab 5e5e", "gaps", "resolv 3f2a 77ab 5e5e"),
        ("settings", "settings", ""),
        ("settings?", "settings", ""),
        ("settings audiences the channel", "settings", "audiences the channel"),
        ("settings colour blue", "settings", "colour blue"),
        ("settings auto-answer-channels <#C1|a> <#C2|b>", "settings", "auto-answer-channels <#C1|a> <#C2|b>"),
        ("feedback", "feedback", ""),
        ("auto-answers", "auto-answers", ""),
    ],
)
def test_a_command_for_admins_is_told_by_its_word(
    request_of: Callable[[str], Request], text: str, name: str, tail: str
) -> None:
    """What follows goes to its handler, slips of the keyboard included."""
    found = state_command(request_of(text))

    assert found
    assert (found[0].name, found[1].text) == (name, tail)


@pytest.mark.parametrize(
    "text",
    ["gaps in the supply chain", "feedback on Kestrel Coffee", "settings of the roasting drum", "kestrel", "", "help"],
)
def test_a_sentence_that_begins_with_such_a_word_is_a_question(request_of: Callable[[str], Request], text: str) -> None:
    """Whoever is no admin may ask it."""
    assert state_command(request_of(text)) is None


def test_a_question_is_what_was_typed_without_the_address(request_of: Callable[[str], Request]) -> None:
    """As it is stored."""
    assert question(request_of("<@U123>  who leads\u200b Kestrel? ")) == "who leads Kestrel?"


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.needs_text])
def test_a_command_that_stands_alone_says_what_it_needs(
    coffee: Corpus, request_of: Callable[[str], Request], name: str
) -> None:
    """Its usage, with the slash word, instead of a search for a topic of that name."""
    said = reply(request_of(name), coffee)
    command = BY_NAME[name]

    assert said.kind is Kind.HELP
    assert said.card.blocks == (Items("", (Item(f"/coffee {name} {command.usage}", command.summary),)),)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("is that so?", True),
        ("And who is she", True),
        ("thanks, what is it", True),
        ("ok", False),
        ("nice work", False),
    ],
)
def test_the_shape_of_a_question_is_told(text: str, asks: bool) -> None:
    """By its mark or its first word."""
    assert is_asking(text) is asks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("/coffee", True),
        ("thanks!", True),
        ("Hello there", True),
        ("what can you do?", False),
        ("ada", False),
    ],
)
def test_a_greeting_or_nothing_says_nothing(request_of: Callable[[str], Request], text: str, expected: bool) -> None:
    """It neither asks nor names anything; who asks what can be asked does."""
    assert says_nothing(request_of(text)) is expected
