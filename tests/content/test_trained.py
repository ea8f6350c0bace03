"""What was learnt is kept in files, one for a content and language, and not for ever."""

import os
from dataclasses import replace
from pathlib import Path

from bot.content.contents import Contents, Lessons
from bot.content.trained import learn


def few(contents: Contents) -> Lessons:
    """Three entries, and in another language two of them."""
    taught = contents.lessons
    entries = list(taught.entries.items())[:3]
    other = replace(taught, entries=dict(entries[:2]), not_ours={}, tongues={})
    return replace(taught, entries=dict(entries), not_ours={}, tongues={"en": other})


def test_every_language_is_learnt_once(contents: Contents, tmp_path: Path) -> None:
    """The second time the files are taken as they are; one that cannot be read is made anew."""
    taught = few(contents)
    matcher = learn(taught, tmp_path)
    made = {path: path.stat().st_ino for path in tmp_path.iterdir()}
    ask = next(iter(taught.entries.values())).asks[0]
    assert (len(made), set(matcher.others)) == (2, {"en"})
    assert learn(taught, tmp_path).rank(ask) == matcher.rank(ask)
    assert {path: path.stat().st_ino for path in tmp_path.iterdir()} == made
    broken = max(made, key=lambda path: path.stat().st_size)
    broken.write_bytes(b"PK nothing")
    assert learn(taught, tmp_path).rank(ask) == matcher.rank(ask)
    assert broken.stat().st_size > len(b"PK nothing")


def test_what_edits_leave_behind_is_taken_away(contents: Contents, tmp_path: Path) -> None:
    """The files that were taken last stay, whoever made them."""
    old = [tmp_path / f"matcher-{place}.npz" for place in range(20)]
    for place, path in enumerate(old):
        path.touch()
        os.utime(path, (place, place))
    learn(few(contents), tmp_path)
    left = set(tmp_path.iterdir())
    assert 2 < len(left) < 20
    assert {path for path in old if path in left} == set(old[-(len(left) - 2) :])
