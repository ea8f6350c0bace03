"""What the consultants' group was asked back."""

from collections.abc import Mapping

from bot.service.ports.prompts import PromptKind
from bot.store import sql_prompts
from bot.store.engine import Engine, Write

_KINDS: Mapping[str, PromptKind] = {"note": "note", "give": "give", "send": "send", "came": "came"}


class SqlPrompts:
    """Implements `service.ports.prompts.Prompts`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def keep_prompt(self, address: str, ref: str, case: str, kind: PromptKind) -> None:
        values = {"address": address, "ref": ref, "case_number": case, "kind": kind}
        await self._engine.run((Write(sql_prompts.KEEP_PROMPT, values),))

    async def prompt_at(self, address: str, ref: str) -> PromptKind | None:
        rows = await self._engine.rows(sql_prompts.KIND_AT, {"address": address, "ref": ref})
        return _KINDS.get(str(rows[0][0])) if rows else None
