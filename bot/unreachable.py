"""Why a chat could not be reached over the network, and who can mend that."""

from dataclasses import dataclass

import aiohttp


class UnreachableError(Exception):
    """A chat did not answer; the message says why, ``fix`` what helps."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(why)
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Service:
    """What should have answered: its name, what opens the way to it, and the seconds that it had."""

    name: str
    opening: str
    seconds: float


def unreachable(error: Exception, service: Service) -> UnreachableError:
    """Which part of the way to a service is broken."""
    match error:
        case aiohttp.ClientConnectorDNSError():
            why, fix = f"the name {error.host} cannot be resolved", "Mend this machine's DNS, or correct 'api_base'."
        case aiohttp.ClientSSLError():
            why = "its certificate is not trusted"
            fix = "Behind a proxy that reads TLS, name its certificates in SSL_CERT_FILE."
        case aiohttp.ClientConnectorError():
            why = f"{error.host} refuses the connection"
            fix = f"Correct 'api_base', or open the firewall to {service.name}."
        case TimeoutError():
            why, fix = f"no answer within {service.seconds:.0f} seconds", service.opening
        case _:
            why, fix = f"the connection broke ({type(error).__name__})", "Try again; then ask who runs the network."
    return UnreachableError(why, fix)
