"""What a person does in a conversation that is only tried out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Say:
    """The person writes."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """The person taps the newest button with that label: after a change of the content its place may be another."""

    label: str


@dataclass(frozen=True, slots=True)
class Start:
    """The person begins a procedure."""

    flow: str


@dataclass(frozen=True, slots=True)
class Wait:
    """The person does nothing for so many days."""

    days: int


Step = Say | Tap | Start | Wait
