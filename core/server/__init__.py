"""The web UI's server, while it runs: is there one, does it serve this folder, and edits by HTTP.

A server keeps sessions in memory and never looks at their files again (STORE_FORMAT 0.1), so an
edit of a file would be undone by its next save. While it runs, edits go through it.
"""
