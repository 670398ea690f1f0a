"""Whether files are still as they were, cheap enough to ask at each start."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def fingerprint(patterns: Iterable[str], *values: object) -> str:
    """Changes with Python, the files that the patterns match, and the values.

    Patterns are relative to the folder of the installation. Of a file, its name,
    size and time of change count.
    """
    digest = hashlib.sha256(f"{sys.version}{values}".encode())
    for pattern in patterns:
        for path in sorted(BASE_DIR.glob(pattern)):
            status = path.stat()
            line = f"{path}:{status.st_size}:{status.st_mtime_ns}\n"
            digest.update(line.encode())
    return digest.hexdigest()
