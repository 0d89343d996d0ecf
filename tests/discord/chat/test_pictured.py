"""Posts with a picture: it comes with the message, also when that is corrected."""

from tests.discord.chat.bench import Bench, revised
from tests.discord.reading import all_of, read
from tests.pictured import WANTED

GALLERY = 12


async def test_a_post_that_is_corrected_keeps_its_picture(bench: Bench) -> None:
    """The one that it has by then."""
    owed = bench.owed("Tea sells.", picture=WANTED)
    message_id = await bench.chat.send(owed)
    (post,) = bench.said()
    (before,) = post.said.attachments

    await bench.chat.correct(revised(owed, "Tea sold.", bench.question, picture=WANTED), message_id)

    (after,) = post.said.attachments
    assert "Tea sold." in read(post)
    assert len(all_of(post.components, GALLERY)) == 1
    assert before["id"] != after["id"]


async def test_a_picture_that_another_version_says_otherwise_is_left_out(bench: Bench) -> None:
    """Two versions run side by side during a deploy."""
    await bench.chat.send(bench.owed("Tea sells.", picture={"svg": "<svg/>"}))

    (post,) = bench.said()
    assert post.said.attachments == []
    assert "Tea sells." in read(post)
