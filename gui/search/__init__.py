"""Full-text search in the window: the query, its thread, what it found, and the catalogue."""
