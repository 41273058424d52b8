"""What the file system reports, in words that say where and what to do."""

import errno
from pathlib import Path

_NEXT = {
    errno.EACCES: "check its permissions, or choose another folder with --home",
    errno.EPERM: "check its permissions, or choose another folder with --home",
    errno.EROFS: "choose a folder that can be written with --home",
    errno.ENOTDIR: "a file stands where a folder must be; choose another folder with --home",
    errno.EEXIST: "a file stands where a folder must be; choose another folder with --home",
    errno.EISDIR: "a folder stands where a file must be; move it away",
    errno.ENOSPC: "free some space on that disk",
    errno.EDQUOT: "free some space there",
    errno.EFBIG: "raise the limit on the size of files (ulimit -f)",
    errno.EMFILE: "raise the limit on open files (ulimit -n)",
    errno.ENOENT: "check that it is there",
}


def in_words(error: OSError, place: Path | str) -> str:
    """One line without a full stop: which file, what is wrong, what to do.

    `place` is where it must have been when the error names no file.
    """
    where = error.filename if isinstance(error.filename, str) else place
    said = (error.strerror or type(error).__name__).lower()
    return f"{where}: {said}; {_NEXT.get(error.errno or 0, 'check that disk')}"
