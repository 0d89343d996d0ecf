"""Signed requests of Slack, made beforehand and sent over a few kept connections as fast as they are answered."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from functools import partial
from time import perf_counter

from tests.slack.fake.delivery import Delivery
from tests.slack.fake.http_mode import Post
from tests.slack.fake.server import Slack

_PEOPLE = 100
_EMPTY = 0.01
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_END = b"\r\n\r\n"


class _Connection(asyncio.Protocol):
    """Sends a request, waits for the whole answer, sends the next."""

    def __init__(self, requests: Iterator[bytes], answers: list[bytes], finished: asyncio.Future[None]) -> None:
        self._requests, self._answers, self._finished = requests, answers, finished
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(_END)
        length = _LENGTH.search(head)
        if end and length and len(body) >= int(length[1]):
            self._answers.append(self._received)
            self._received = b""
            self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self._finished.done():
            self._finished.set_exception(error or ConnectionError("closed before it was answered"))

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is not None:
            self._transport.write(request)  # type: ignore[attr-defined]  # of a stream
        elif not self._finished.done():
            self._finished.set_result(None)
            self._transport.close()


async def send(requests: Sequence[bytes], port: int, connections: int) -> float:
    """The seconds until every request is answered.

    RuntimeError when one is refused, or when more than one in a hundred is acknowledged with nothing, which is quick.
    """
    loop, queue, answers = asyncio.get_running_loop(), iter(requests), list[bytes]()
    finished = [loop.create_future() for _ in range(connections)]
    began = perf_counter()
    for future in finished:
        await loop.create_connection(partial(_Connection, queue, answers, future), "127.0.0.1", port)
    await asyncio.gather(*finished)
    taken = perf_counter() - began
    refused = [answer for answer in answers if not answer.startswith(b"HTTP/1.1 200")]
    empty = sum(answer.endswith(_END) for answer in answers)
    if refused or empty > len(requests) * _EMPTY:
        message = f"{empty} of {len(requests)} answers are empty; refused: {refused[:1]}"
        raise RuntimeError(message)
    return taken


class Paper(Slack):
    """A Slack that writes down what it would send."""

    def __init__(self) -> None:
        super().__init__()
        self.is_recording = False
        self.written: list[Delivery] = []

    def send(self, delivery: Delivery) -> None:
        """Keep it."""
        self.written.append(delivery)


def commands(texts: Sequence[str], count: int) -> list[bytes]:
    """So many slash commands as Slack posts them, by a hundred people, the texts in turn; good for five minutes."""
    slack = Paper()
    people = [slack.workspace.add_user(f"p{number}") for number in range(_PEOPLE)]
    for at in range(count):
        slack.send_command(people[at % _PEOPLE], slack.general, "/alibaba", texts[at % len(texts)])
    return [_bytes(slack.http.request(delivery)) for delivery in slack.written]


def _bytes(post: Post) -> bytes:
    head = {"Host": "127.0.0.1", "Content-Length": str(len(post.body)), **post.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"POST /slack/events HTTP/1.1\r\n{lines}\r\n".encode() + post.body
