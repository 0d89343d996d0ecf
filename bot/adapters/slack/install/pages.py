"""The few pages a person sees while adding the bot to a workspace."""

from html import escape

from aiohttp import web

# Beside what the server sends along with everything: nothing is loaded or framed, our own style is allowed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem}"
    "a.button{display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;background:#4a154b;color:#fff;"
    "text-decoration:none}"
)


def page(title: str, text: str, link: tuple[str, str] = ("", ""), status: int = 200) -> web.Response:
    """A page with a heading, one paragraph and perhaps a link (label, address); everything is escaped."""
    label, address = link
    button = f'<p><a class="button" href="{escape(address)}">{escape(label)}</a></p>' if label else ""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(text)}</p>{button}</main></body></html>"
    )
    headers = {"Content-Security-Policy": _POLICY}
    return web.Response(text=html, status=status, headers=headers, content_type="text/html", charset="utf-8")
