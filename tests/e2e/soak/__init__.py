"""A user who never tires, in a window of its own, and the programs that write beside it."""
