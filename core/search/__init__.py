"""Full-text search over every message of every session: see `core.search.search.Search`."""
