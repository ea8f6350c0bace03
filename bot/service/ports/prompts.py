"""What a channel remembers of the questions it asks consultants back."""

from typing import Literal, Protocol

PromptKind = Literal["note", "give", "send", "came"]
"""Asked for a note, for the colleague who gets the case, whether words are for the citizen, what a case came to."""


class Prompts(Protocol):
    """Questions of the bot in the consultants' group: what answers them is known after a restart too."""

    async def keep_prompt(self, address: str, ref: str, case: str, kind: PromptKind) -> None:
        """Keeps that the message with that name of the channel asks something about a case."""
        ...

    async def prompt_at(self, address: str, ref: str) -> PromptKind | None:
        """What the message asks; None when it asks nothing."""
        ...
