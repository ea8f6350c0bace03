"""The product as its own process: started, killed without a word, and started again on the same data."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import IO

from bot.core.staff import CODE_SIGNS

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT
"""The folder with `faq` and `flows` that is served."""
CODE = re.compile(rf"(?:[{CODE_SIGNS}]{{4}}-){{2}}[{CODE_SIGNS}]{{4}}")
"""A one-time code as it is told."""
PATIENCE = 120
"""Seconds until it answers: the first start learns the questions."""


class Server:
    """`python -m bot run` at a free port, in a process group of its own."""

    def __init__(self, data: Path, models: Path | None = None, **settings: str) -> None:
        self.data = data
        self.settings = settings
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        if models is not None:
            data.mkdir(parents=True, exist_ok=True)
            (data / "models").symlink_to(models)

    def start(self) -> None:
        """Starts it and waits until it says where it is. Raises RuntimeError with what it said when it does not."""
        self.data.mkdir(parents=True, exist_ok=True)
        self._log = (self.data / "server.log").open("ab")
        places = {"DATA_DIR": str(self.data), "CONTENT_DIR": str(CONTENT), "PYTHONPATH": str(ROOT), "VECTORS": "off"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PORT": str(self.port), **places, **self.settings},
            cwd=self.data,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,
        )
        if not self._says_where_it_is(self._process):
            self.kill()
            raise RuntimeError(f"the server did not start:\n{self.log()}")

    def hires(self, name: str, role: str = "consultant") -> str:
        """Makes an account while it runs; the one-time code."""
        told = subprocess.run(
            [sys.executable, "-m", "bot", "staff", "add", name, "--role", role],
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "DATA_DIR": str(self.data), "PYTHONPATH": str(ROOT)},
            cwd=self.data,
            capture_output=True,
            check=True,
            text=True,
        )
        found = CODE.search(told.stdout)
        assert found is not None, told.stdout
        return found[0]

    def kill(self) -> None:
        """As a power cut would: no signal that can be heard, and all that it started with it."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    @property
    def pid(self) -> int:
        """The process that is running now."""
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        return (self.data / "server.log").read_text(encoding="utf-8")

    def _says_where_it_is(self, process: subprocess.Popen[bytes]) -> bool:
        """Reads its lines until one holds its address; False when it ends or is not ready in time."""
        assert process.stdout is not None
        told = self.settings.get("BASE_URL", self.address).encode()
        alarm = Timer(PATIENCE, process.kill)
        alarm.start()
        try:
            return any(told in line for line in iter(process.stdout.readline, b""))
        finally:
            alarm.cancel()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
