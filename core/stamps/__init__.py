"""What was last seen of each session file, so that unchanged files are not read again."""
