"""The tests. Each folder mirrors a package; `house` guards the rules of the project itself."""
