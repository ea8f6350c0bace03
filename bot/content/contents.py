"""All files of the content together as values, with what is wrong in each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import PurePosixPath

from bot.content import faqs, flows, tables, texts, words
from bot.content.check_places import check_certainty, check_written
from bot.content.flows import FlowFile
from bot.content.parts import Page, Part, whole
from bot.content.places import PLACES, Place, Use, read_places, with_places
from bot.content.problems import Desk
from bot.content.reader import Tree, read_tree
from bot.content.reviews import CHANGED_LAWS, Reviews, read_changed_laws, read_reviews
from bot.content.sentences import Sentence, tell
from bot.content.sources import Sources, language_of
from bot.core.happenings import Happenings
from bot.core.hours import Hours
from bot.core.keeping import ChangedLaw
from bot.core.library import CaseKind, Entry, Menu, NotOurs, Retention, Words
from bot.core.outcomes import Outcomes
from bot.core.texts import AnyKey
from bot.core.tongue import TONGUES
from bot.core.translation import Translation

NO_WORDS = Words({}, {}, (), (), (), (), (), (), ())
NO_MENU = Menu()
NO_OUTCOMES = Outcomes()
NO_EVENTS = Happenings()
NO_REVIEWS = Reviews()
EVENTS = "flows/tables/events.yaml"
SPEAKING = ("faq/not_ours.yaml", "flows/texts.yaml", EVENTS)
NO_HOURS = Hours(time(9), time(18), time(12), time(13), 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """An FAQ entry with the page that holds it, and who looks after it."""

    entry: Entry
    page: Page
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a matcher is made from; `tongues` are those of other languages."""

    entries: Mapping[str, Entry]
    not_ours: Mapping[str, NotOurs]
    synonyms: Mapping[str, tuple[str, ...]]
    words: Words
    tongues: Mapping[str, "Lessons"] = field(default_factory=dict)


@dataclass(slots=True)
class Contents:
    """The content as it was read. `unread` are files that could not be: nobody is blamed for naming what is in them.

    `drafts` are entries that are being written: they are neither learnt nor answered.
    """

    desk: Desk
    pages: dict[str, Page] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    flows: dict[str, FlowFile] = field(default_factory=dict)
    entries: dict[str, Placed] = field(default_factory=dict)
    drafts: dict[str, Placed] = field(default_factory=dict)
    not_ours: Mapping[str, NotOurs] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[AnyKey, str] = field(default_factory=dict)
    words: Words = NO_WORDS
    kinds: Mapping[str, CaseKind] = field(default_factory=dict)
    retention: Mapping[str, Retention] = field(default_factory=dict)
    hours: Hours = NO_HOURS
    holidays: Mapping[date, str] = field(default_factory=dict)
    menu: Menu = NO_MENU
    outcomes: Outcomes = NO_OUTCOMES
    happenings: Happenings = NO_EVENTS
    places: Mapping[str, Place] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    reviews: Reviews = NO_REVIEWS
    changed_laws: tuple[ChangedLaw, ...] = ()
    sides: dict[str, Part] = field(default_factory=dict)
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def written(self) -> Mapping[str, Placed]:
        """Every entry, drafts among them."""
        return {**self.entries, **self.drafts}

    @property
    def lessons(self) -> Lessons:
        entries = {id: placed.entry for id, placed in self.entries.items()}
        tongues = {language: self._lessons_in(words) for language, words in self.translations.items() if words.entries}
        return Lessons(entries, self.not_ours, self.synonyms, self.words, tongues)

    def _lessons_in(self, words: Translation) -> Lessons:
        """Another language is learnt by itself: its questions would blur the Korean ones."""
        entries = {id: replace(self.entries[id].entry, asks=row.asks) for id, row in words.entries.items()}
        kinds = words.not_ours.items()
        not_ours = {kind: replace(self.not_ours[kind], sentences=row.sentences) for kind, row in kinds}
        return Lessons(entries, not_ours, {}, self.words)

    def can_be_matched(self) -> bool:
        """Whether every FAQ file was read and every entry has phrasings: else a test would fail for another's slip."""
        missing = any(path.startswith("faq/") for path in self.unread)
        return bool(self.entries) and not missing and all(placed.entry.asks for placed in self.entries.values())


def read_contents(sources: Sources) -> Contents:
    """Every file as values; what is wrong is on its desk."""
    contents = Contents(Desk([*sources.problems, *sources.lacking()]))
    contents.unread = {problem.file for problem in contents.desk.problems}
    for path in sorted(sources.files, key=lambda path: (path != PLACES, path)):
        tree = read_tree(path, sources.files[path], contents.desk)
        page = contents.pages[path] = Page(path, contents.desk)
        tree = _with_places(contents, page, tree) if tree is not None and _speaks(path) else tree
        part = whole(page, tree) if tree is not None else None
        if part is None:
            contents.unread.add(path)
        else:
            _reader(path)(contents, part)
    return contents


def _speaks(path: str) -> bool:
    """Whether people read what is in that file."""
    return path in SPEAKING or _reader(path) in (_flow, _entries, _side)


def _with_places(contents: Contents, page: Page, tree: Tree) -> Tree:
    """The file with its local facts. Those are the first that is read."""
    known = None if PLACES in contents.unread else contents.places
    check_written(tree, page, known or {})
    check_certainty(tree, page, known or {})
    tree, uses = with_places(tree, page, known)
    contents.uses.extend(uses)
    return tree


def _side(contents: Contents, part: Part) -> None:
    """Words of another language are read when everything they stand for is known."""
    contents.sides[part.page.file] = part


def _reader(path: str) -> Callable[[Contents, Part], None]:
    if language_of(path):
        return _side if language_of(path) in TONGUES else _unknown_table
    if path in _BY_PATH:
        return _BY_PATH[path]
    folder = str(PurePosixPath(path).parent)
    return {"faq": _entries, "flows": _flow}.get(folder, _unknown_table)


def _flow(contents: Contents, part: Part) -> None:
    file = flows.read_flow(part)
    contents.flows[file.flow.id] = file


def _entries(contents: Contents, part: Part) -> None:
    for id, written in faqs.read_entries(part):
        other = contents.entries.get(id) or contents.drafts.get(id)
        if other is not None:
            where = other.page.where(("entries", id))
            part.page.at(("entries", id), tell(Sentence.ID_ELSEWHERE_TOO, id=id, where=where))
            continue
        (contents.drafts if written.draft else contents.entries)[id] = Placed(written.entry, part.page, written.owner)


def _not_ours(contents: Contents, part: Part) -> None:
    contents.not_ours = faqs.read_not_ours(part)


def _synonyms(contents: Contents, part: Part) -> None:
    contents.synonyms = faqs.read_synonyms(part)


def _texts(contents: Contents, part: Part) -> None:
    contents.texts = texts.read_texts(part)


def _words(contents: Contents, part: Part) -> None:
    contents.words = words.read_words(part)


def _kinds(contents: Contents, part: Part) -> None:
    contents.kinds = tables.read_kinds(part)


def _menu(contents: Contents, part: Part) -> None:
    contents.menu = tables.read_menu(part)


def _outcomes(contents: Contents, part: Part) -> None:
    contents.outcomes = tables.read_outcomes(part)


def _happenings(contents: Contents, part: Part) -> None:
    contents.happenings = tables.read_happenings(part)


def _hours(contents: Contents, part: Part) -> None:
    contents.hours = tables.read_hours(part)


def _retention(contents: Contents, part: Part) -> None:
    contents.retention = tables.read_retention(part)


def _holidays(contents: Contents, part: Part) -> None:
    contents.holidays = tables.read_holidays(part)


def _places(contents: Contents, part: Part) -> None:
    contents.places = read_places(part)


def _reviews(contents: Contents, part: Part) -> None:
    contents.reviews = read_reviews(part)


def _changed_laws(contents: Contents, part: Part) -> None:
    contents.changed_laws = read_changed_laws(part)


def _unknown_table(contents: Contents, part: Part) -> None:
    part.page.add(1, tell(Sentence.UNKNOWN_TABLE), "warning")


_BY_PATH: Mapping[str, Callable[[Contents, Part], None]] = {
    "faq/not_ours.yaml": _not_ours,
    "faq/synonyms.yaml": _synonyms,
    "flows/texts.yaml": _texts,
    "flows/words.yaml": _words,
    "flows/tables/kinds.yaml": _kinds,
    "flows/tables/menu.yaml": _menu,
    "flows/tables/outcomes.yaml": _outcomes,
    EVENTS: _happenings,
    "flows/tables/hours.yaml": _hours,
    "flows/tables/retention.yaml": _retention,
    "flows/tables/holidays.yaml": _holidays,
    PLACES: _places,
    "flows/tables/reviews.yaml": _reviews,
    CHANGED_LAWS: _changed_laws,
}
