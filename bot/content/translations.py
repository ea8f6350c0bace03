"""Files of words in another language, `<file>.<language>.yaml`: read against the Korean content they stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.contents import Contents
from bot.content.faqs import LONGEST_ANSWER
from bot.content.parts import Part
from bot.content.problems import no_such
from bot.content.sentences import Sentence, tell
from bot.content.sources import language_of, stem_of
from bot.content.translated_nodes import read_node, refuse_values
from bot.core.text_values import VALUES
from bot.core.texts import KOREAN_ALONE, AnyKey, Key
from bot.core.translation import EntryWords, FlowWords, NodeWords, NotOursWords, Translation

LONGEST_ENGLISH = 2 * LONGEST_ANSWER
"""Letters, not syllables: the same answer is about twice as long."""


@dataclass(slots=True)
class _Written:
    """What one language has so far."""

    texts: dict[AnyKey, str] = field(default_factory=dict)
    flows: dict[str, FlowWords] = field(default_factory=dict)
    entries: dict[str, EntryWords] = field(default_factory=dict)
    retention: dict[str, str] = field(default_factory=dict)
    not_ours: dict[str, NotOursWords] = field(default_factory=dict)


def read_translations(contents: Contents) -> Mapping[str, Translation]:
    """Every language's words. What is unknown is laid down, what is lacking warned of: it would be said in Korean."""
    written: dict[str, _Written] = {}
    for path, part in contents.sides.items():
        into, name = written.setdefault(language_of(path), _Written()), stem_of(path)
        if name == "faq/not_ours":
            into.not_ours |= _not_ours(contents, part)
        elif path.startswith("faq/"):
            _entries(contents, part, into)
        elif name == "flows/texts":
            into.texts |= _texts(contents, part)
        elif name == "flows/tables/retention":
            into.retention |= _retention(contents, part)
        else:
            _flow(contents, part, into, name.rsplit("/", 1)[-1])
    return {
        language: Translation(language, row.texts, row.flows, row.entries, row.retention, row.not_ours)
        for language, row in written.items()
    }


def _flow(contents: Contents, part: Part, into: _Written, id: str) -> None:
    file = contents.flows.get(id)
    part = part.only(("flow", "title", "about", "begin", "nodes"))
    if file is None:
        part.add("flow", no_such(Sentence.A_FLOW, id, contents.flows), mended=True)
        return
    rows = part.part("nodes", must=True)
    nodes: dict[str, NodeWords] = {}
    for name, row in rows.parts() if rows else ():
        if name not in file.flow.nodes:
            row.add(None, no_such(Sentence.A_NODE, name, file.flow.nodes), mended=True)
            continue
        nodes[name] = read_node(row, file.flow.nodes[name])
    _lacks(part, (name for name in file.flow.nodes if name not in nodes))
    about = part.text("about", must=bool(file.flow.about))
    into.flows[id] = FlowWords(part.text("title"), about, part.words("begin"), nodes)


def _entries(contents: Contents, part: Part, into: _Written) -> None:
    rows = part.only(("entries",)).part("entries", must=True)
    for id, row in rows.parts() if rows else ():
        row = row.only(("asks", "answer"))
        if id in contents.drafts:
            continue
        if id not in contents.entries:
            row.add(None, no_such(Sentence.AN_ENTRY, id, contents.entries), mended=True)
            continue
        answer = row.text("answer")
        if len(answer) > LONGEST_ENGLISH:
            said = tell(Sentence.ANSWER_LONG, count=len(answer), most=LONGEST_ENGLISH)
            row.add("answer", said, "warning")
        into.entries[id] = EntryWords(row.words("asks", must=True), answer)


def _not_ours(contents: Contents, part: Part) -> Mapping[str, NotOursWords]:
    kinds = part.only(("kinds",)).part("kinds", must=True)
    found: dict[str, NotOursWords] = {}
    for kind, row in kinds.parts() if kinds else ():
        if kind not in contents.not_ours:
            row.add(None, no_such(Sentence.A_KIND_NOT_OURS, kind, contents.not_ours), mended=True)
            continue
        row = row.only(("say", "sentences"))
        found[kind] = NotOursWords(row.text("say"), row.words("sentences", must=True))
    return found


def _texts(contents: Contents, part: Part) -> Mapping[AnyKey, str]:
    known = {key.value: key for key in Key}
    found: dict[AnyKey, str] = {}
    for name in part.values:
        key = known.get(name)
        if key is None:
            part.add(name, tell(Sentence.UNKNOWN_TEXT, key=name), mended=True)
            continue
        found[key] = part.text(name)
        refuse_values(part, name, found[key], VALUES.get(key, ()))
    _lacks(part, (key.value for key in Key if key not in found and key not in KOREAN_ALONE))
    return found


def _retention(contents: Contents, part: Part) -> Mapping[str, str]:
    rows = part.only(("retention",)).part("retention", must=True)
    found: dict[str, str] = {}
    for name in rows.values if rows else ():
        if rows is None or name not in contents.retention:
            part.add("retention", no_such(Sentence.A_RETENTION, name, contents.retention), mended=True)
            continue
        found[name] = rows.text(name)
    return found


def _lacks(part: Part, names: Iterator[str]) -> None:
    lacking = ", ".join(names)
    if lacking:
        part.add(None, tell(Sentence.STAYS_KOREAN, names=lacking), "warning")
