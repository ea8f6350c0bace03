"""How long the whole product takes to answer again after kill -9, with what it learnt on disk."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import psutil

from tests.support.server import Server


def restart(rounds: int) -> Sequence[tuple[float, float]]:
    """Seconds until it answered, of so many restarts, the shortest first; and those of them a processor worked."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data")
        try:
            server.start()  # learns
            return sorted(_again(server) for _ in range(rounds))
        finally:
            server.kill()


def _again(server: Server) -> tuple[float, float]:
    server.kill()
    begun = perf_counter()
    server.start()
    seconds, times = perf_counter() - begun, psutil.Process(server.pid).cpu_times()
    return seconds, times.user + times.system
