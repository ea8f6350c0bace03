"""Who works on a data folder: products and commands beside each other, or a restore alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILE = "running"


class Occupied(Exception):
    """Somebody works there who does not go with what was wanted."""


@contextmanager
def present(folder: Path) -> Iterator[None]:
    """Works on a data folder beside others. Raises Occupied while it is being restored."""
    with _held(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Works on a data folder alone. Raises Occupied while a product or another command works there."""
    with _held(folder, fcntl.LOCK_EX):
        yield


def occupied(folder: Path) -> bool:
    """Whether a product or a command works there at this moment. Leaves nothing behind, also where nothing is."""
    try:
        handle = os.open(folder / _FILE, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def _held(folder: Path, kind: int) -> Iterator[None]:
    """The system lets go of it when the process ends, however it ends."""
    handle = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Occupied from error
        yield
    finally:
        os.close(handle)
