"""The session store without a window. Nothing in here may import Qt or `gui`."""
