"""The window on a store whose every text is markup, and a tour of everything that shows texts."""
