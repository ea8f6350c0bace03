"""From nothing running to the first answer, and what it holds in memory when it rests."""

import tempfile
from pathlib import Path
from time import perf_counter, sleep

import httpx
import psutil

from tests.support.server import Server

ROUNDS = 3
SECONDS_TO_REST = 3
MEGABYTE = 1024 * 1024
MOST = 260


def report(models: Path) -> None:
    """Prints seconds and megabytes; the models are already learnt."""
    seconds, memory = zip(*(_started(models) for _ in range(ROUNDS)), strict=True)
    print(f"{'start to the first answer, seconds':58}{min(seconds):11.2f}")
    print(f"{f'memory at rest, MB (aim under {MOST})':58}{max(memory):11.0f}", flush=True)


def _started(models: Path) -> tuple[float, float]:
    """Seconds until a message was answered, and the megabytes a while later."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", models)
        begun = perf_counter()
        try:
            server.start()
            _ask(server.address)
            seconds = perf_counter() - begun
            sleep(SECONDS_TO_REST)
            return seconds, _memory(server)
        finally:
            server.kill()


def _ask(address: str) -> None:
    session = httpx.post(f"{address}/api/session").raise_for_status().json()["session"]
    message = {"id": "1", "text": "안녕하세요"}
    headers = {"authorization": f"Bearer {session}"}
    answer = httpx.post(f"{address}/api/messages", json=message, headers=headers, timeout=30).raise_for_status()
    assert answer.json()["messages"]


def _memory(server: Server) -> float:
    """Resident megabytes of the process and whatever it started."""
    process = psutil.Process(server.pid)
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True))) / MEGABYTE
