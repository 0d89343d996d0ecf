"""HTTP mode: the same payloads, signed and posted to a bot's address."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from tests.slack.fake.delivery import Delivery
from tests.slack.fake.world import Payload

if TYPE_CHECKING:
    from tests.slack.fake.state import State

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Post:
    """A signed request: its body, its headers."""

    body: bytes
    headers: dict[str, str]


def sign(body: bytes, secret: str, timestamp: str) -> str:
    """The v0 signature of a body."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()


class HttpMode:
    """Posts to `url` (empty: Socket Mode is used instead), over one session."""

    def __init__(self, slack: "State") -> None:
        self._slack = slack
        self.url = ""
        self._session: aiohttp.ClientSession | None = None

    def request(self, delivery: Delivery, secret: str = "", timestamp: str = "") -> Post:
        """The request for a payload, signed; a test may sign it wrongly or at another time."""
        body, content_type = _encode(delivery.kind, delivery.payload)
        timestamp = timestamp or str(int(self._slack.now()))
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(body, secret or self._slack.signing_secret, timestamp),
        }
        if delivery.attempts:
            headers |= {"X-Slack-Retry-Num": str(delivery.attempts), "X-Slack-Retry-Reason": "http_timeout"}
        return Post(body, headers)

    async def post(self, request: Post) -> tuple[int, bytes]:
        """Posts a request as it is and gives the status and body of the answer."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        async with self._session.post(self.url, data=request.body, headers=request.headers) as answer:
            return answer.status, await answer.read()

    async def send(self, delivery: Delivery) -> None:
        """Posts a payload and takes the answer as its acknowledgement; without one it stays open."""
        request = self.request(delivery)
        delivery.attempts += 1
        try:
            delivery.status, body = await self.post(request)
        except aiohttp.ClientError:
            delivery.status = 0
        else:
            if delivery.status == 200:
                self._slack.settle(delivery, _decode(body))
        self._slack.changed()

    async def close(self) -> None:
        """Closes the session."""
        if self._session is not None:
            await self._session.close()


def _encode(kind: str, payload: Payload) -> tuple[bytes, str]:
    if kind == "slash_commands":
        return urlencode(payload).encode(), _FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), _FORM
    return json.dumps(payload).encode(), "application/json"


def _decode(body: bytes) -> object:
    if not body.strip():
        return None
    try:
        return json.loads(body)
    except json.JSONDecodeError:
        return {"text": body.decode()}
