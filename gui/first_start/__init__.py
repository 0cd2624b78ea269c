"""A start without a folder: which stores there are, and what the program never does."""
