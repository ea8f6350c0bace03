"""What past questions got, remembered between two looks: by keyed hashes, without a word of anybody."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.core.impact import Gets

KEPT = 4
"""So many matchers are remembered: the one in force, and what was tried last."""


class Verdicts:
    """Implements `service.ports.past.Remembered`: one small file for each matcher, in a folder of its own."""

    def __init__(self, folder: Path, secret: str) -> None:
        self._folder = folder
        self._key = hashlib.sha256(secret.encode()).digest()

    def recall(self, matcher: str) -> Mapping[str, Gets]:
        """By the mark of the text; nothing for a matcher that is not known, or whose file cannot be read."""
        try:
            rows = json.loads(self._path(matcher).read_text(encoding="utf-8"))
            return {mark: Gets(*row) for mark, row in rows.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def keep(self, matcher: str, verdicts: Mapping[str, Gets]) -> None:
        """In the place of what was kept of it: what is no past question any more is in no file either."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        rows = {mark: [it.band, it.entry, it.also, it.kind] for mark, it in verdicts.items()}
        handle, made = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(rows))
        Path(made).replace(self._path(matcher))
        for old in sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)

    def mark(self, text: str) -> str:
        """Stands for a text, and tells nothing of it to whom has not the key."""
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=12).hexdigest()

    def _path(self, matcher: str) -> Path:
        return self._folder / f"{matcher}.json"
