"""What people install, as they use it: built, installed, double-clicked, removed."""
