"""Transport compression of a gateway connection (Discord's documentation: Gateway, Compressing Data)."""

import zlib
from collections.abc import Callable

import zstandard

Encode = Callable[[bytes], bytes]


def encoder(name: str) -> Encode | None:
    """What compresses the messages of one connection, one after the other; None for none.

    Raises:
        ValueError: There is no such compression.
    """
    if not name:
        return None
    if name == "zstd-stream":
        return _zstd()
    if name == "zlib-stream":
        return _zlib()
    raise ValueError(f"no such compression: {name}")


def _zstd() -> Encode:
    stream = zstandard.ZstdCompressor().compressobj()
    return lambda text: stream.compress(text) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


def _zlib() -> Encode:
    stream = zlib.compressobj()
    return lambda text: stream.compress(text) + stream.flush(zlib.Z_SYNC_FLUSH)
