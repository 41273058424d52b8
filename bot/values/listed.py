"""Word lists, written as they are read best."""


def words(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())
