"""Measures the store and the window on stores it generates: `./dev bench` (DESIGN 8)."""
