"""The log of gaps: what asks the same stands together, and is resolved together."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from corpus.collection import Corpus
from handlers.card import Action, Actions, Audience, Items, Kind, Note, Reply, Text
from handlers.clusters import clustered
from handlers.gaps import gaps
from handlers.request import Place, Request
from handlers.state import Reach
from tests.handlers.memory import Memory, elsewhere, logged

SHIPS = "How many ships does Kestrel Coffee own?"
PIRATES = "Who are the pirates of Kestrel Coffee?"
Say = Callable[[str], Reply]


@pytest.fixture
def memory() -> Memory:
    """A workspace in which nothing was asked yet."""
    return Memory(names={"C1": "#general", "C2": "#ops"})


@pytest.fixture
def admin(coffee: Corpus, request_of: Callable[[str], Request], memory: Memory) -> Say:
    """What the command replies to what follows its word."""
    return lambda text: gaps(request_of(text), coffee, memory)


def items(reply: Reply) -> list[tuple[str, str]]:
    """The entries of a reply's list, each named by its number where it has one, and by its question."""
    shown = (item for block in reply.card.blocks if isinstance(block, Items) for item in block.items)
    return [(" – ".join(filter(None, (item.code, item.name))), item.text) for item in shown]


def test_no_gap_is_said_in_words(admin: Say) -> None:
    """An empty list would look like a fault."""
    reply = admin("")

    assert reply.card.blocks == (Text("None: every question so far was answered, or is resolved."),)
    assert reply.audience is Audience.ASKER


def test_a_gap_says_how_often_when_and_where_it_was_asked_and_what_is_nearest(
    admin: Say, memory: Memory, coffee: Corpus
) -> None:
    """All that is needed to decide whether an article is missing."""
    near = next(passage.id for passage in coffee.about("kestrel-coffee") if passage.record.subject == "kestrel-coffee")
    memory.ask(logged("How many ships does Kestrel Coffee have?", "bbbb0000", date(2026, 11, 18)))
    memory.ask(elsewhere(logged(SHIPS, "aaaa0000", date(2026, 11, 20), near, "gone"), "C2"))

    ((name, text),) = items(admin(""))

    assert name == "aaaa – How many ships does Kestrel Coffee own"
    assert text.startswith("asked 2 times, last on 20 Nov 2026 · #ops, #general · nearest: Kestrel Coffee")


def test_a_gap_asked_once_and_near_nothing_says_no_more(admin: Say, memory: Memory) -> None:
    """Neither a plural nor an empty list."""
    memory.ask(logged("Who flew to the moon?"))

    assert items(admin("")) == [("aaaa – Who flew to the moon", "asked once on 20 Nov 2026 · #general")]


def test_a_long_question_is_shown_as_far_as_one_needs_to_decide_on_it(admin: Say, memory: Memory) -> None:
    """Its subject may stand at the end."""
    question = "Could you please tell me, because I was asked for it today, how many ships Kestrel Coffee owns"
    memory.ask(logged(question))

    ((name, _),) = items(admin(""))

    assert name.endswith("how many ships Kestrel Coffee owns")


def test_a_list_of_one_channel_says_so_once(admin: Say, memory: Memory) -> None:
    """Nobody takes it for all that was asked, and its entries need not say where."""
    memory.reach = Reach.CHANNEL
    memory.ask(logged("Who flew to the moon?"))

    reply = admin("")

    assert Note("Of what was asked in this channel.") in reply.card.blocks
    assert items(reply) == [("aaaa – Who flew to the moon", "asked once on 20 Nov 2026")]


def test_how_to_resolve_a_gap_is_shown_by_an_example(admin: Say, memory: Memory) -> None:
    """To be typed as it stands."""
    memory.ask(logged(SHIPS))

    assert Note("/coffee gaps resolve aaaa marks a gap as settled; asked again, it opens again.") in (
        admin("").card.blocks
    )


@pytest.mark.parametrize(
    ("reach", "usage"),
    [(Reach.WORKSPACE, "/briefing gaps resolve:aaaa"), (Reach.CHANNEL, "/coffee gaps resolve aaaa")],
)
def test_in_discord_a_gap_is_resolved_by_the_command_that_its_reader_has(
    coffee: Corpus, request_of: Callable[[str], Request], memory: Memory, reach: Reach, usage: str
) -> None:
    """Who manages a channel alone is not shown /briefing."""
    memory.reach = reach
    memory.ask(logged(SHIPS))

    reply = gaps(replace(request_of(""), place=Place("discord", "1", "2")), coffee, memory)

    assert Note(f"{usage} marks a gap as settled; asked again, it opens again.") in reply.card.blocks


def test_what_was_asked_privately_says_so_in_the_place_of_a_channel(admin: Say, memory: Memory) -> None:
    """Not even the channel of it is stored."""
    memory.ask(elsewhere(logged("Who flew to the moon?"), ""))

    assert items(admin("")) == [("aaaa – Who flew to the moon", "asked once on 20 Nov 2026 · privately")]


@pytest.mark.parametrize("text", ["roaster", "pirates", "rain on the submarine"])
def test_what_gets_no_answer_the_way_it_was_typed_is_not_answered_now(admin: Say, memory: Memory, text: str) -> None:
    """That the same words in a question would be answered does not help who types them so."""
    memory.ask(logged(text))

    assert "answered now" not in items(admin(""))[0][1]


def test_many_channels_are_counted(admin: Say, memory: Memory) -> None:
    """Three are named."""
    for number in range(5):
        memory.ask(elsewhere(logged("Who flew to the moon?", f"aaa{number}0000"), f"D{number}"))

    assert " · D4, D3, D2 and 2 more" in items(admin(""))[0][1]


def test_what_a_source_leaves_open_is_named_by_its_topic_alone(admin: Say, memory: Memory, coffee: Corpus) -> None:
    """That it is a gap of the source is no attribute of the topic."""
    gap = next(passage for passage in coffee.passages if passage.record.is_gap and passage.record.subject)
    memory.ask(logged("Who flew to the moon?", "aaaa0000", date(2026, 11, 20), gap.id))

    assert items(admin(""))[0][1].endswith(f"nearest: {coffee.topics[gap.record.subject].name}")


def test_a_sentence_about_no_topic_is_not_named_as_near(admin: Say, memory: Memory, coffee: Corpus) -> None:
    """There is no name for what it tells of."""
    nameless = next(passage for passage in coffee.passages if passage.record.subject not in coffee.topics)
    memory.ask(logged("Who flew to the moon?", "aaaa0000", date(2026, 11, 20), nameless.id))

    assert "nearest" not in items(admin(""))[0][1]


def test_what_is_asked_more_and_lately_comes_first(admin: Say, memory: Memory) -> None:
    """Twice this week comes before once today, and that before three times last year."""
    for number in range(3):
        memory.ask(logged("Who flew to the moon?", f"c{number}000000", date(2025, 11, 1)))
    memory.ask(logged(PIRATES, "bbbb0000", date(2026, 11, 17)))
    memory.ask(logged(PIRATES, "bbbb1111", date(2026, 11, 18)))
    memory.ask(logged(SHIPS, "aaaa0000", date(2026, 11, 22)))

    names = [name.partition(" – ")[2] for name, _ in items(admin(""))]

    assert names == ["Who are the pirates of Kestrel Coffee", SHIPS.rstrip("?"), "Who flew to the moon"]


def test_fifteen_gaps_are_shown_and_the_others_counted(admin: Say, memory: Memory) -> None:
    """The list ends where nobody reads on."""
    for number in range(17):
        memory.ask(logged(f"What happened on planet {number + 2} in {1700 + number}?", f"{number:04}aaaa"))

    reply = admin("")

    assert len(items(reply)) == 15
    assert Note("2 more, asked less or longer ago.") in reply.card.blocks


def test_a_gap_that_an_article_has_closed_is_said_to_be_answered_and_offered_to_be_resolved(
    admin: Say, memory: Memory
) -> None:
    """The articles may have grown since it was asked."""
    memory.ask(logged(SHIPS, "bbbb0000"))
    memory.ask(logged("How many employees does Kestrel Coffee have?", "aaaa0000"))

    reply = admin("")

    assert dict(items(reply))["aaaa – How many employees does Kestrel Coffee have"].endswith(" · answered now")
    assert reply.card.blocks[-1] == Actions("", (Action("Resolve what is answered now", "gaps resolve aaaa"),))


def test_a_gap_is_resolved_with_all_its_questions_and_opens_anew_when_asked_again(admin: Say, memory: Memory) -> None:
    """What was settled does not come back by itself."""
    memory.ask(logged("how many ships has kestrel coffee?", "bbbb0000"))
    memory.ask(logged(SHIPS, "aaaa0000"))
    memory.ask(logged(PIRATES, "cccc0000"))

    reply = admin("resolve #AAAA")
    left = [question.id for question in memory.gaps()]
    memory.ask(logged(SHIPS, "dddd0000"))

    assert (reply.kind, reply.card.title) == (Kind.LIST, "Resolved")
    assert items(reply) == [("How many ships does Kestrel Coffee own", "")]
    assert left == ["cccc0000"]
    assert [name[:4] for name, _ in items(admin(""))] == ["dddd", "cccc"]


def test_a_number_still_names_its_gap_after_it_was_asked_again(admin: Say, memory: Memory) -> None:
    """Between reading the list and resolving, somebody may ask."""
    memory.ask(logged(SHIPS, "aaaa0000"))
    memory.ask(logged("how many ships does Kestrel Coffee own", "bbbb0000"))

    admin("resolve aaaa")

    assert memory.gaps() == ()


def test_several_gaps_are_resolved_at_once_and_unknown_numbers_named(admin: Say, memory: Memory) -> None:
    """One slip does not cost the others."""
    memory.ask(logged(SHIPS, "aaaa0000"))
    memory.ask(logged(PIRATES, "cccc0000"))

    reply = admin("resolve aaaa, cccc, <!channel>, aaaa")

    assert memory.gaps() == ()
    assert Text("No open gap has the number channel.") in reply.card.blocks


@pytest.mark.parametrize("numbers", ["1", "aaa", "zzzz", "aaaa"])
def test_a_number_that_does_not_name_one_gap_resolves_none(admin: Say, memory: Memory, numbers: str) -> None:
    """A place in the list, too short a beginning, one of nothing, one of two."""
    memory.ask(logged(SHIPS, "aaaa1111"))
    memory.ask(logged(PIRATES, "aaaa2222"))

    reply = admin(f"resolve {numbers}")

    assert (reply.kind, reply.card.title) == (Kind.ERROR, "Nothing resolved")
    assert len(memory.gaps()) == 2


def test_resolve_alone_asks_which(admin: Say) -> None:
    """Nothing is guessed."""
    note = Note("Which? Type /coffee gaps resolve NUMBER: the numbers stand in front of the gaps.")

    assert note in admin("resolve").card.blocks


def test_another_word_is_said_to_mean_nothing(admin: Say, memory: Memory) -> None:
    """Who mistypes "resolve" must not believe that it was done."""
    memory.ask(logged(SHIPS))

    reply = admin("resolv aaaa")

    assert reply.card.blocks[0] == Text("“resolv” means nothing after gaps; this is the list.")
    assert len(items(reply)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SHIPS, "how many ships does kestrel have"),
        (SHIPS, "How many  SHIPS does Kestrel Coffee own"),
        ("who leads Kestrel Coffee?", "who runs Kestrel Coffee?"),
    ],
)
def test_questions_in_other_words_are_one_gap(coffee: Corpus, one: str, other: str) -> None:
    """Spelling, aliases, synonyms and one word more make no difference."""
    found = clustered([logged(one, "aaaa0000"), logged(other, "bbbb0000")], coffee)

    assert [len(cluster.questions) for cluster in found] == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("who founded Kestrel Coffee?", "when was Kestrel Coffee founded?"),
        ("who sued Kestrel Coffee?", "who sued Lark Roasters?"),
        ("who sued Kestrel Coffee in 2019?", "who sued Kestrel Coffee in 2020?"),
        ("who sued Kestrel Coffee?", "who painted Kestrel Coffee?"),
        ("who sued Zanzibar Beans?", "who sued Timbuktu Beans?"),
        ("who sued?", "who?"),
    ],
)
def test_questions_for_other_things_are_two_gaps(coffee: Corpus, one: str, other: str) -> None:
    """Another kind, topic, date, word or name."""
    assert len(clustered([logged(one, "aaaa0000"), logged(other, "bbbb0000")], coffee)) == 2


def test_numbers_grow_until_each_names_one_question(coffee: Corpus) -> None:
    """Two ids may begin the same; two that are the same could not be told apart at all."""
    found = clustered([logged(SHIPS, "aaaabbbb"), logged(PIRATES, "aaaabbcc")], coffee)

    assert [cluster.number for cluster in found] == ["aaaabbb", "aaaabbc"]


def test_a_text_that_pings_is_shown_without_its_marks(admin: Say, memory: Memory) -> None:
    """What somebody typed reaches an admin's eyes, not their phone."""
    memory.ask(logged("<!channel> who flew to the moon? https://example.org"))

    name, _ = items(admin(""))[0]

    assert not {"<", "!", ">", ":", "/"} & set(name)
