"""What we know: articles, passages, topics, and the search over them."""
