"""`make bench`: turns a second as ratios in one run, the start, memory, a crowd, search, numbers, edits, a question."""

import os
import sys
import tempfile
from pathlib import Path

from bot.config import make_data_dir, read_settings
from bot.content.sources import Sources
from bot.core.library import Library
from bot.disk import content_of, models_dir
from tests.bench import checking, impact, load, numbering, saving, searching, start, turns
from tests.eval import cost


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"DATA_DIR": str(Path(folder) / "data")})
        make_data_dir(settings)
        content = content_of(settings)
        library = content.build(content.files)
        assert isinstance(library, Library)
        print(f"load of the machine before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
        turns.report(library)
        start.report(models_dir(settings))
        load.report(models_dir(settings))
        searching.report()
        numbering.report(library)
        checking.report(library, Sources(content.files))
        saving.report(models_dir(settings))
        impact.report(models_dir(settings))
        cost.report()
    return 0


if __name__ == "__main__":
    sys.exit(main())
