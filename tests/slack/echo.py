"""A small Bolt bot that echoes, to try the loopback Slack with."""

from html import escape
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fake.state import State

Payload = dict[str, Any]


def section(text: str) -> Payload:
    """A section block."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str, value: str) -> Payload:
    """A button."""
    return {"type": "button", "action_id": action_id, "value": value, "text": {"type": "plain_text", "text": value}}


def modal(*blocks: Payload) -> Payload:
    """A modal that can be submitted."""
    title, submit = {"type": "plain_text", "text": "Ask"}, {"type": "plain_text", "text": "Ask"}
    return {"type": "modal", "callback_id": "ask", "title": title, "submit": submit, "blocks": [*blocks]}


QUESTION = {
    "type": "input",
    "block_id": "question",
    "label": {"type": "plain_text", "text": "Question"},
    "element": {"type": "plain_text_input", "action_id": "question"},
}
_FEEDBACK = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": {"text": {"type": "plain_text", "text": "Helpful"}, "value": "yes:1"},
            "negative_button": {"text": {"type": "plain_text", "text": "Not"}, "value": "no:1"},
        }
    ],
}
_PICKER = {"type": "actions", "elements": [{"type": "external_select", "action_id": "topic", "min_query_length": 1}]}


def echo_app(client: AsyncWebClient, heard: list[Payload]) -> AsyncApp:
    """The bot; it writes down every payload it hears."""
    app = AsyncApp(client=client, signing_secret=State.signing_secret, process_before_response=True)

    async def listen(body: Payload, next_: Any) -> None:
        heard.append(body)
        await next_()

    app.use(listen)
    app.command("/alibaba")(_command)
    app.event("app_mention")(_mention)
    app.event("message")(_message)
    app.event("app_home_opened")(_home)
    for action_id in ("say:1", "feedback", "topic"):
        app.action(action_id)(_action)
    app.options("topic")(_options)
    app.shortcut("ask")(_shortcut)
    app.view("ask")(_submission)
    return app


async def _command(ack: Any, respond: Any, command: Payload) -> None:
    if command["text"] == "later":
        await ack()
        await respond(text="later")
        return
    await ack(text=f"echo {escape(command['text'], quote=False)}", blocks=[section("echo"), _FEEDBACK, _PICKER])


async def _mention(event: Payload, client: AsyncWebClient) -> None:
    blocks = [section("heard"), {"type": "actions", "elements": [button("say:1", "more")]}]
    thread_ts = event.get("thread_ts", event["ts"])
    await client.chat_postMessage(channel=event["channel"], thread_ts=thread_ts, text="heard", blocks=blocks)


async def _message() -> None:
    """Nothing to do."""


async def _action(ack: Any, respond: Any, action: Payload) -> None:
    await ack()
    await respond(text=action.get("value") or action["selected_option"]["value"], replace_original=False)


async def _options(ack: Any, payload: Payload) -> None:
    await ack(options=[{"text": {"type": "plain_text", "text": payload["value"]}, "value": "cainiao"}])


async def _shortcut(ack: Any, shortcut: Payload, client: AsyncWebClient) -> None:
    await ack()
    await client.views_open(trigger_id=shortcut["trigger_id"], view=modal(QUESTION))


async def _submission(ack: Any, view: Payload) -> None:
    question = view["state"]["values"]["question"]["question"]["value"]
    if question:
        await ack(response_action="update", view=modal(section(question)))
    else:
        await ack(response_action="errors", errors={"question": "Please ask something."})


async def _home(event: Payload, client: AsyncWebClient) -> None:
    await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("home")]})
