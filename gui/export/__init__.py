"""A conversation saved as a file or put on the clipboard."""
