"""The check and repair dialog."""
