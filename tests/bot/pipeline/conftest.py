"""What the tests of the pipeline share: one over the shipped articles."""

from collections.abc import AsyncIterator

import pytest

from bot.app import Dossier
from tests.bot.pipeline.bench import Bench


@pytest.fixture
async def bench(dossier: Dossier) -> AsyncIterator[Bench]:
    """The pipeline over the shipped articles."""
    made = Bench(dossier.corpus)
    yield made
    await made.pipeline.close()
