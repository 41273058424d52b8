"""How a command ends: its exit status, and one line where something went wrong."""

import sys

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def tell(message: str, status: int = FAILED) -> int:
    """One line on standard error; gives the status back."""
    sys.stderr.write(f"dateline: {' '.join(message.split())}\n")
    return status
