"""What the store knows of files; their bytes are in a folder."""

from bot.store import sql_files
from bot.store.engine import Engine


class SqlFiles:
    """Implements `service.ports.files.KnownFiles`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def knows_file(self, kept: str) -> bool:
        rows = await self._engine.rows(sql_files.KNOWS_FILE, {"kept": kept})
        return bool(rows[0][0])
