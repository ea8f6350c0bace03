"""A thousand citizens at once: how soon each is answered, what their server holds and burns, what is lost."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import psutil

from tests.bench.start import MEGABYTE
from tests.support.server import ROOT, Server

PEOPLE, SECONDS, PAUSE = 1000, 60, 10
SLOWEST, MOST = 300, 400
"""Milliseconds of the 95th percentile, and megabytes."""


def report(models: Path) -> None:
    """Prints the figures; the models are already learnt."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", models)
        try:
            server.start()
            with _watched(server.pid) as seen:
                told = _citizens(server.address)
        finally:
            server.kill()
    times = sorted(1000 * second for second in told["seconds"])
    for name, at in (("half of the answers", 0.5), (f"19 of 20 (aim under {SLOWEST})", 0.95), ("the slowest", 1)):
        _line(f"{PEOPLE} citizens, one message per {PAUSE} s each, ms: {name}", times[round(at * (len(times) - 1))])
    _line(f"their server's memory at the most, MB (aim under {MOST})", seen["memory"])
    _line("its processor time a message, ms", 1000 * seen["burnt"] / told["sent"])
    for name in ("sent", "refused", "unstored", "unstreamed"):
        _line(f"messages {name}", told[name])


def _line(name: str, value: float) -> None:
    print(f"{name:68}{value:9.1f}", flush=True)


def _citizens(address: str) -> dict[str, list[float] | int]:
    """What they tell, from a process of their own."""
    command = [sys.executable, "-m", "tests.bench.citizens", address, str(PEOPLE), str(SECONDS), str(PAUSE)]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(told.stdout))


@contextmanager
def _watched(pid: int) -> Iterator[dict[str, float]]:
    """The most megabytes it held meanwhile, and the seconds of the processor it took."""
    process, ended = psutil.Process(pid), Event()
    seen = {"memory": 0.0, "burnt": -sum(process.cpu_times()[:2])}

    def watch() -> None:
        while not ended.wait(0.5):
            seen["memory"] = max(seen["memory"], process.memory_info().rss / MEGABYTE)

    watching = Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        ended.set()
        watching.join()
        seen["burnt"] += sum(process.cpu_times()[:2])
