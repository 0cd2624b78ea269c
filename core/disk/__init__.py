"""Bytes to values and back: the only code that opens the user's files."""
