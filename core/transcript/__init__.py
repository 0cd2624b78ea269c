"""One conversation, message by message: read lazily, told in values that anybody can show."""
