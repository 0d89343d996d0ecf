"""What a search finds."""

from corpus.search import Search


def found(search: Search, query: str, limit: int = 9) -> list[str]:
    """The sentences of the hits, the best first."""
    return [hit.passage.text for hit in search.search(query, limit)]
