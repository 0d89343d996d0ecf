"""The callbacks that answer interactions, each sent once and quietly: Discord says whether it took one, no more.

discord.py's own has Discord send back the whole message that answers an interaction, and reads it; and for as long as
half a minute it repeats one that fails, though it is good for three seconds.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from discord import HTTPException
from discord.http import MultipartParameters, Route, json_or_text
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

if TYPE_CHECKING:
    from discord.types.interactions import InteractionCallback

_JSON = {"Content-Type": "application/json"}


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
        """Answer, without files; HTTPException when it was not taken."""
        address = f"{Route.BASE}/interactions/{interaction_id}/{token}/callback"
        body = _to_json(params.payload)
        async with session.post(address, data=body, headers=_JSON, proxy=proxy, proxy_auth=proxy_auth) as response:
            if response.status != HTTPStatus.NO_CONTENT:
                raise HTTPException(response, await json_or_text(response))
        return {"interaction": {"id": str(interaction_id), "type": 2}}


def hush() -> None:
    """Have interactions answered so, in this task and in all that come of it."""
    async_context.set(_Callbacks())  # type: ignore[no-untyped-call]  # discord.py does not annotate it
