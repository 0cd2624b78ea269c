"""One conversation, to be read: laid out where the user looks, and nowhere else."""
