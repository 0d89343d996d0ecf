"""How often the running bot looks around, and how long it waits; tests run at another pace."""

from dataclasses import dataclass

from bot.delivery import Timing


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between rounds of the outbox, signs of life, pings of a socket; for what is under way at the stop.

    Between looks at what is due by itself; how long before its time that is put together, which is longer.
    Of a gateway: between identifications, of silence until all its servers have been told of, and until it is taken for
    dead; then between channels in which what was missed is looked for.
    """

    tick: float = 1
    beat: float = 15
    ping: float = 3
    plan: float = 5
    ahead: float = 30
    identify: float = 5
    servers: float = 2
    silence: float = 60
    sweep: float = 0.2
    drain: float = 5  # a hosting platform kills what has not stopped after ten: the rest is for what hangs besides
    delivery: Timing = Timing()
