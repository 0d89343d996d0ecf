"""The callbacks that answer interactions, each sent once and quietly: Discord says whether it took one, no more.

discord.py's own has Discord send back the whole message that answers an interaction, and reads it; and for as long as
half a minute it repeats one that fails, though it is good for three seconds.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
from discord import HTTPException, InteractionResponseType
from discord.http import MultipartParameters, Route, json_or_text
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.adapters.discord.calls import Patience, answered
from bot.delivery import PostError
from bot.log import logger

if TYPE_CHECKING:
    from discord.types.interactions import InteractionCallback

_JSON = {"Content-Type": "application/json"}
_COMPLETION = InteractionResponseType.autocomplete_result.value
_ONCE = Patience(())
_WAITED = aiohttp.ClientTimeout(total=3.0)  # seconds: later Discord takes none


class _Callbacks(AsyncWebhookAdapter):
    async def create_interaction_response(  # noqa: PLR0913 -- discord.py calls it so
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> "InteractionCallback":
        """Answer; HTTPException when it was not taken, but for a completion: its person types on."""
        address = f"{Route.BASE}/interactions/{interaction_id}/{token}/callback"
        post = partial(session.post, address, proxy=proxy, proxy_auth=proxy_auth, timeout=_WAITED, **_body(params))
        if params.payload and params.payload.get("type") == _COMPLETION:
            await _offered(partial(_taken, post))
        else:
            await _taken(post)
        return {"interaction": {"id": str(interaction_id), "type": 2}}


def _body(params: MultipartParameters) -> dict[str, Any]:
    """The body of a callback: JSON, or a form where files come along."""
    if not params.multipart:
        return {"data": _to_json(params.payload), "headers": _JSON}
    form = aiohttp.FormData(quote_fields=False)
    for part in params.multipart:
        form.add_field(**part)
    return {"data": form}


async def _taken(post: Callable[[], AbstractAsyncContextManager[aiohttp.ClientResponse]]) -> None:
    async with post() as response:
        if response.status != HTTPStatus.NO_CONTENT:
            raise HTTPException(response, await json_or_text(response))


async def _offered(call: Callable[[], Awaitable[None]]) -> None:
    """Complete what somebody types; should it come too late, discord.py would log more than the reason."""
    try:
        await answered(call, _ONCE)
    except PostError as error:
        logger.warning("discord.response_lost", error=str(error))


def hush() -> None:
    """Have interactions answered so, in this task and in all that come of it."""
    async_context.set(_Callbacks())  # type: ignore[no-untyped-call]  # discord.py does not annotate it
