"""What the doctor says of folders: who they belong to, whether they can be written, and the checkout around them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.cli.backup import folder_of_backups
from bot.cli.doctor_finding import Finding, good, worth_a_look, wrong
from bot.cli.doctor_words import Diagnosis
from bot.cli.telling import standing, user_name
from bot.commits import Git, checkout
from bot.config import Settings
from bot.content.sources import read

GIGABYTE = 1e9
LITTLE, VERY_LITTLE = 2.0, 0.5
"""Gigabytes of the disk that are left."""


def data(settings: Settings) -> Finding:
    """Whether everything can be kept; WRONG where nothing can."""
    folder, there = settings.data_dir, standing(settings.data_dir)
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        return wrong(Diagnosis.DATA_FROZEN if _frozen(there) else Diagnosis.DATA_BARRED, folder=str(there))
    if not folder.exists():
        return good(Diagnosis.DATA_NONE, folder=str(folder))
    owner = folder.stat().st_uid
    for each in sorted(folder.iterdir()):
        if each.lstat().st_uid != owner:
            values = {"folder": str(folder), "file": each.name, "owner": user_name(owner)}
            return wrong(Diagnosis.DATA_MIXED, **values)
    return good(Diagnosis.DATA, folder=str(folder))


def looked_at_by_another(settings: Settings) -> Iterator[Finding]:
    """That what one may write oneself tells nothing of what the program may."""
    owner = standing(settings.data_dir).stat().st_uid
    if owner != os.geteuid():
        yield worth_a_look(Diagnosis.OTHER_USER, me=user_name(os.geteuid()), owner=user_name(owner))


def disk(settings: Settings) -> Finding:
    left = shutil.disk_usage(standing(settings.data_dir)).free / GIGABYTE
    free, folder = f"{left:.1f}", str(folder_of_backups(settings))
    if left < LITTLE:
        return (wrong if left < VERY_LITTLE else worth_a_look)(Diagnosis.DISK_LITTLE, free=free, folder=folder)
    return good(Diagnosis.DISK, free=free)


def content(settings: Settings) -> Iterator[Finding]:
    """Whether the editor at the desk can save there, and whether what it saves is committed."""
    root = settings.content_dir
    places = sorted({(root / path).resolve().parent for path in read(root).files})
    barred = [str(place) for place in places if not os.access(place, os.W_OK | os.X_OK)]
    if barred:
        frozen = _frozen(Path(barred[0]))
        yield worth_a_look(Diagnosis.WRITABLE_FROZEN if frozen else Diagnosis.WRITABLE_NOT, folder=barred[0])
    else:
        yield good(Diagnosis.WRITABLE, folder=str(root))
    state = Git(root).standing()
    line = Diagnosis(f"doctor_git_{state}")
    yield (good if state in ("none", "unknown", "ready") else worth_a_look)(line, folder=str(checkout(root) or root))


def _frozen(folder: Path) -> bool:
    """Whether nobody can write there, whoever it belongs to."""
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
