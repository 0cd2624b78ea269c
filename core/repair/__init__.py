"""Check, plan, repair and undo of the index (DESIGN 7)."""
