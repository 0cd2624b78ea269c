"""One window for each user and screen: a second start hands over to the one that runs."""
