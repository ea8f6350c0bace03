"""From a file that is saved to the next answer, in the running product: a word of an answer, and a phrasing.

The phrasing is learnt first. Then the same of a publication at the desk, for which a person waits.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import perf_counter, sleep

import httpx
import psutil

from tests.support.server import ROOT, Server
from tests.support.web import form_token

AIM = 10
"""Seconds from a save to the next answer, at the content of today."""
FILE = "faq/meeting.yaml"
ASK = "창립총회 공고는 며칠 전에 해야 하죠?"
SAID = "창립총회를 열기 전에 7일 이상 "
WORDS = ("꼭 ", "반드시 ")
ASKS = "  founding_meeting_notice:\n    asks:\n"
PHRASINGS = ("창립총회 안내문은 여는 날보다 얼마나 앞서 거나요", "창립총회 소식을 며칠 앞서 벽에 붙이나요")
PAUSE = 0.05
PATIENCE = 300


def report(models: Path) -> None:
    """Prints seconds; the content of today is already learnt."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), models)
        try:
            office.server.start()
            office.sits_down()
            for place, way in enumerate((office.save, office.publish)):
                name = ("saved to live", "published at the desk")[place]
                word, phrasing = WORDS[place], PHRASINGS[place]
                said = _tell(office, f"{name}, a word of an answer", way, SAID, SAID + word, ASK)
                assert SAID + word in said
                said = _tell(office, f"{name}, a phrasing", way, ASKS, f"{ASKS}      - {phrasing}\n", phrasing)
                assert SAID in said
        finally:
            office.server.kill()


class Office:
    """The running product over a copy of the content, with a citizen's browser and a seat at the desk."""

    def __init__(self, folder: Path, models: Path) -> None:
        for name in ("faq", "flows"):
            shutil.copytree(ROOT / name, folder / "content" / name)
        learnt = folder / "data" / "models"
        learnt.mkdir(parents=True)
        for file in models.glob("*.npz"):  # what is learnt here goes with the folder: it is learnt in every run
            (learnt / file.name).symlink_to(file)
        self.file = folder / "content" / FILE
        self.server = Server(folder / "data", CONTENT_DIR=str(folder / "content"))
        self.ids = count()

    def sits_down(self) -> None:
        """At the desk, and in front of the chat."""
        self.client = httpx.Client(base_url=self.server.address, timeout=PATIENCE, follow_redirects=True)
        seat = {"name": "한소라", "csrf": form_token(self.client.get("/desk").text)}
        self.client.post("/desk/seat", data=seat).raise_for_status()
        session = self.client.post("/api/session").json()["session"]
        self.headers = {"authorization": f"Bearer {session}"}

    def save(self, text: str) -> None:
        """As an editor of one's own does: a new file in the place of the old one."""
        other = self.file.with_suffix(".new")
        other.write_text(text, encoding="utf-8")
        other.replace(self.file)

    def publish(self, text: str) -> None:
        page = self.client.get("/desk/content/edit", params={"file": FILE}).text
        opened = re.findall(r'name="opened" value="([^"]*)"', page)[0]
        form = {"csrf": form_token(page), "path": FILE, "opened": opened, "text": text, "why": "bench"}
        told = self.client.post("/desk/content/publish", data=form, headers={"accept": "application/json"})
        assert "published" in told.json(), told.text

    def version(self) -> str:
        return str(self.client.get("/healthz").json()["library"])

    def answer(self, text: str) -> str:
        message = {"id": f"m{next(self.ids)}", "text": text}
        told = self.client.post("/api/messages", json=message, headers=self.headers).raise_for_status().json()
        return str(told["messages"])

    def worked(self) -> float:
        """Seconds of work of the server, also of children that have ended."""
        it = psutil.Process(self.server.pid).cpu_times()
        return it.user + it.system + it.children_user + it.children_system


def _tell(office: Office, name: str, way: Callable[[str], None], old: str, new: str, ask: str) -> str:
    """Changes the file in one way, and waits until it is in force; what the next message gets."""
    before, text = office.version(), office.file.read_text(encoding="utf-8")
    assert old in text
    worked, began = office.worked(), perf_counter()
    way(text.replace(old, new, 1))
    while office.version() == before:
        assert perf_counter() - began < PATIENCE
        sleep(PAUSE)
    said, seconds = office.answer(ask), perf_counter() - began
    print(f"{f'{name}, s (aim under {AIM})':58}{seconds:11.2f}, of work {office.worked() - worked:.2f}", flush=True)
    return said


if __name__ == "__main__":
    report(Path(sys.argv[1]).resolve())
