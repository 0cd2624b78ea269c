"""The one door to a sessions folder: `SessionStore`."""

from core.store.session_store import SessionStore

__all__ = ["SessionStore"]
