"""What an outcome says, and how it hands over to a person."""

from collections.abc import Mapping

from bot.content.conditions import read_when
from bot.content.parts import Part
from bot.content.routes import is_last
from bot.content.sentences import Sentence, tell
from bot.content.sorts import Scope
from bot.core.flow import Handoff, Priority, Say

LEVELS = ("urgent", "normal")


def read_say(node: Part, scope: Scope) -> Mapping[str, Say]:
    """The paragraphs of an outcome by name, in reading order."""
    say = node.part("say", must=True)
    paragraphs = {}
    for name, part in say.parts() if say else ():
        part.name(None, name)
        part = part.only(("when", "text"))
        paragraphs[name] = Say(part.text("text"), read_when(part, scope))
    return paragraphs


def read_handoff(node: Part, scope: Scope) -> Handoff | None:
    """The way to a person; its kind is checked against tables/kinds.yaml elsewhere."""
    part = node.part("handoff")
    if part is None:
        return None
    part = part.only(("kind", "button", "at_once", "priority", "summary"))
    return Handoff(
        kind=part.text("kind"),
        button=part.text("button"),
        at_once=part.flag("at_once"),
        priority=_priorities(part, scope),
        summary=_summary(part, scope),
    )


def _priorities(handoff: Part, scope: Scope) -> tuple[Priority, ...]:
    lines = list(handoff.each("priority"))
    priorities = []
    for line in lines:
        last = is_last(line)
        line = line.only(("otherwise",) if last else ("when", "is"))
        level = line.one_of("otherwise" if last else "is", LEVELS)
        if last != (line.path == lines[-1].path):
            line.add(None, tell(Sentence.PRIORITY_OPEN))
        if level:
            priorities.append(Priority(level, () if last else read_when(line, scope)))
    return tuple(priorities)


def _summary(part: Part, scope: Scope) -> tuple[str, ...]:
    names = enumerate(part.words("summary"))
    right = (scope.value(part.page, (*part.path, "summary", place), name) for place, name in names)
    return tuple(name for name in right if name)
