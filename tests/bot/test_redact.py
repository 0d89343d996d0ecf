"""What may not be shown: secrets wherever they stand, and what people wrote."""

import json
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redact import HIDDEN, Redactor, secrets_of, without

SHOWING = Redactor(hides_words=False)
HIDING = Redactor(hides_words=True)

HEX = st.text("0123456789abcdef", min_size=32, max_size=32)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=24, max_size=24)
TOKENS = st.one_of(
    st.builds(
        "{}-{}-{}".format, st.sampled_from(["xoxb", "xoxp", "xoxa", "xoxr", "xoxs", "xoxc", "xoxd"]), HEX, LETTERS
    ),
    st.builds("xapp-1-A0{}-{}".format, HEX, LETTERS),
    st.builds("xoxe.{}-1-{}".format, st.sampled_from(["xoxb", "xoxp"]), LETTERS),
    st.builds("{}-1-{}".format, st.sampled_from(["xoxe", "xwfp"]), LETTERS),
    st.builds("{}{}.GaBcDe.{}ab-_".format, st.sampled_from("MNO"), LETTERS, LETTERS),
    st.builds("aW50ZXJhY3Rpb246{}".format, LETTERS),
    st.builds("https://discord.com/api/v10/webhooks/123/{}".format, LETTERS),
    st.builds("https://hooks.slack.com/{}/T1/{}/{}".format, st.sampled_from(["commands", "actions"]), HEX, LETTERS),
    st.builds("wss://wss-primary.slack.com/link/?ticket={}&app_id={}".format, HEX, LETTERS),
    st.builds("postgresql://dossier:{}@db.example.org/dossier".format, LETTERS),
)


@dataclass(frozen=True)
class Client:
    """An object whose repr tells too much."""

    held: object


def nested(secret: str) -> st.SearchStrategy[object]:
    """Everything that a line may hold a secret in."""
    innermost = st.sampled_from(
        [
            secret,
            f"token {secret} refused",
            secret.encode(),
            f"body={quote_plus(secret)}",
            json.dumps({"a": secret}),
            json.dumps({"payload": json.dumps({"a": [secret]})}).replace("/", "\\/"),
            ValueError(secret),
            Client({"held": secret}),
        ]
    )
    return st.recursive(
        innermost,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3),
            st.tuples(inner, inner),
            st.dictionaries(st.sampled_from(["a", "b", secret]), inner, min_size=1),
            st.builds(Client, inner),
            st.builds(repr, inner),
        ),
        max_leaves=4,
    )


def heart(secret: str) -> str:
    """The part of a secret whose loss would hurt."""
    if "@" in secret:
        return secret.rpartition("@")[0].rpartition(":")[2]
    return secret.partition("ticket=")[2].partition("&")[0] or secret.rpartition("/")[2][-24:]


@given(st.data())
def test_no_token_survives_whatever_it_is_wrapped_in(data: st.DataObject) -> None:
    """Lists, headers, bytes, objects, JSON in JSON, forms: nothing of it is left."""
    secret = data.draw(TOKENS)
    value = data.draw(nested(secret))

    shown = json.dumps(SHOWING.value(value))

    assert heart(secret) not in shown
    assert HIDDEN in shown


@given(st.text(min_size=8, max_size=40).filter(lambda text: text.strip() == text))
def test_a_known_secret_survives_nowhere(secret: str) -> None:
    """One that looks like nothing in particular is found by its value."""
    redactor = Redactor([secret], hides_words=False)

    shown = redactor.value({"a": [f"was {secret}.", {"b": (secret,)}], secret: "c"})

    assert shown == {"a": [f"was {HIDDEN}.", {"b": [HIDDEN]}], HIDDEN: "c"}


@given(
    HEX, st.sampled_from(["client_secret", "signing-secret", "SLACK_TOKEN_KEY", "password", "Authorization", "token"])
)
def test_what_is_named_as_a_secret_is_hidden_in_a_field_and_in_a_text(secret: str, name: str) -> None:
    """In a dictionary, its repr, JSON, JSON in JSON, a header, a pair and a form."""
    inner = json.dumps({name: secret, "ok": True})
    texts = [
        repr({name: secret}),
        inner,
        json.dumps({"body": inner}),
        json.dumps({"body": json.dumps({"body": inner})}),
        f"{name}: Bearer {secret}",
        repr([(name, secret)]),
        f"a=b&{name}={secret}&c=d",
    ]

    shown = SHOWING.value([{name: secret}, {name: {"deep": [secret]}}, (name, secret), *texts])

    assert secret not in json.dumps(shown)
    assert json.loads(HIDING.text(inner)) == {name: HIDDEN, "ok": True}
    assert json.loads(json.loads(HIDING.text(json.dumps({"body": inner})))["body"]) == {name: HIDDEN, "ok": True}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://hooks.slack.com/commands/T1/2/x", f"https://hooks.slack.com/{HIDDEN}"),
        (quote("https://hooks.slack.com/actions/T1/2/x", safe=""), f"https%3A%2F%2Fhooks.slack.com/{HIDDEN}"),
        ("ws://127.0.0.1:4000/link?ticket=1", f"ws://127.0.0.1:4000/{HIDDEN}"),
        ("postgresql://dossier:p@ss/w@db/x", f"postgresql://dossier:{HIDDEN}@db/x"),
        ("GET /slack/oauth_redirect?code=1.2&state=ab", f"GET /slack/oauth_redirect?code={HIDDEN}&state={HIDDEN}"),
        ("POST /webhooks/12/aW50-x/messages", f"POST /webhooks/12/{HIDDEN}/messages"),
        ("Cainiao reaches 224 countries, https://example.org/a?b=c", None),
        ("invalid_auth, token_revoked, xoxb- is missing", None),
    ],
)
def test_an_address_keeps_its_host_and_loses_its_secret(text: str, shown: str | None) -> None:
    """The operator still sees what was called; what is no secret stays as it is."""
    assert SHOWING.text(text) == (shown or text)


@pytest.mark.parametrize(
    "text",
    [
        "{'type': 'x', 'text': \"who's Ma's wife\"}",
        '{"blocks": [{"text": {"type": "plain_text", "text": "who\'s Ma\'s wife"}}]}',
        json.dumps({"body": json.dumps({"value": "say \"who's Ma's wife\" now"})}),
        "Request(text=\"who's Ma's wife\", day=1)",
        "token=1&text=who%27s+Ma%27s+wife&b=c",
        "failed\n[parameters: ('T1', \"who's Ma's wife\")]\n(Background on this error)",
    ],
)
def test_what_people_wrote_is_hidden_except_from_those_who_debug(text: str) -> None:
    """In bodies that a library prints, in the repr of a request, in a database's complaint."""
    assert "wife" not in HIDING.text(text)
    assert "wife" in SHOWING.text(text)


@pytest.mark.parametrize(
    "part", ["://a:", "text='", "token=", "wss://", "M.", "'", "\\", "a", "hooks.slack.com/", "&text="]
)
def test_no_text_takes_long(part: str) -> None:
    """Whoever sends a long one cannot make the bot stand still over a line of its log; pytest's timeout holds it."""
    assert len(HIDING.text(part * (200_000 // len(part)))) > 0


def test_fields_that_hold_what_people_wrote_are_hidden_with_all_they_hold() -> None:
    """The shape of a line stays, so that one sees that there was something."""
    fields = {"text": "who", "message": {"deep": "who"}, "user_text": "who", "context": "kept", "n": 1}

    assert HIDING.fields(fields) == {
        "text": HIDDEN,
        "message": HIDDEN,
        "user_text": HIDDEN,
        "context": "kept",
        "n": 1,
    }
    assert SHOWING.fields(fields) == fields


def test_what_a_person_said_is_taken_out_of_a_traceback() -> None:
    """Also as a repr and in small letters, as code that fails over it shows it; a word or two may stay."""
    said = "Who's Jack Ma's \"wife\"?"

    assert without(said, f"KeyError: {said!r} of {said.lower()}") == f"KeyError: '{HIDDEN}' of {HIDDEN}"
    assert without("ma", "format") == "format"


def test_the_secrets_of_an_environment_are_its_tokens_keys_and_the_password_of_its_database() -> None:
    """Each key by itself; the password as it is written in the address and as it is."""
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_TOKEN_KEY": "key-one, key-two",
        "DATABASE_URL": "postgresql://a:p%40ss@h/d",
        "HOME": "/root",
    }

    assert secrets_of(environment) == ("key-one", "key-two", "p%40ss", "p@ss", "postgresql://a:p%40ss@h/d", "xoxb-1")
