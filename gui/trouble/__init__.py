"""What goes wrong: kept in a log, told in a report, and nowhere with a word of the user's."""
