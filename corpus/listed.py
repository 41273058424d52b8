"""Word lists, written as they are read best."""


def words(*lines: str) -> frozenset[str]:
    """The words of a list, of one text or several."""
    return frozenset(word for line in lines for word in line.split())
