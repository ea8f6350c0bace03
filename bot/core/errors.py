"""The small family of errors. Each carries the key of its sentence and its data; words live in texts.yaml."""

from collections.abc import Mapping

from bot.core.texts import AnyKey


class Problem(Exception):
    """Something a person must be told. Neither the key nor the data holds words of a person."""

    def __init__(self, key: AnyKey, **data: str) -> None:
        super().__init__(key.value)
        self.key = key
        self.data: Mapping[str, str] = data


class Refused(Problem):
    """A move that a case does not allow in its state."""
