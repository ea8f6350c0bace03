"""The content as a Library, and everything that is wrong with it."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from bot.content.check_faq import check_phrasings, check_tests
from bot.content.check_reviews import check_reviews
from bot.content.check_style import check_style
from bot.content.check_together import check_together
from bot.content.check_values import check_values
from bot.content.check_ways import check_published, check_ways
from bot.content.contents import NO_WORDS, Contents, Lessons, read_contents
from bot.content.coverage import check_coverage
from bot.content.days import calendar, public_holidays
from bot.content.flows import FlowFile
from bot.content.graph import draw
from bot.content.hearing import Ears
from bot.content.knowledge import study
from bot.content.problems import Problem, Unfit
from bot.content.running import run
from bot.content.sentences import about_rule
from bot.content.sources import Sources
from bot.content.staleness import kept
from bot.content.translations import read_translations
from bot.core.library import Library, Matcher
from bot.core.rules import RULES
from bot.core.translation import translated

MakeMatcher = Callable[[Lessons], Matcher]


def lessons(sources: Sources) -> Lessons:
    """What the matcher of this content is made from."""
    return _read(sources).lessons


def build(sources: Sources, matcher: Matcher, *, drafts: bool = False) -> Library:
    """The Library. Raises Unfit when a file or reference is wrong; whether examples and tests hold, `check` tells.

    Flows that are drafts are left out unless `drafts`; their ids are then in `Library.drafts`.
    """
    contents = sound(sources)
    return _library(sources, contents, matcher, [*contents.flows] if drafts else ())


def taught(sources: Sources, make_matcher: MakeMatcher) -> Library:
    """The same with the matcher that is made of it, in one reading. Raises Unfit."""
    contents = sound(sources)
    return _library(sources, contents, make_matcher(contents.lessons))


def trial(sources: Sources, make_matcher: MakeMatcher, path: str) -> Library:
    """The Library with what is a draft in that file, to try it out; tests and examples need not hold. Raises Unfit."""
    contents = sound(sources)
    contents.entries |= {id: it for id, it in contents.drafts.items() if it.page.file == path}
    own = [id for id, file in contents.flows.items() if file.page.file == path]
    return _library(sources, contents, make_matcher(contents.lessons), own)


def _library(sources: Sources, contents: Contents, matcher: Matcher, drafts: Collection[str] = ()) -> Library:
    """`drafts`: the flows that are in it although they are not published."""
    published = {id: file.flow for id, file in contents.flows.items() if file.flow.status == "published"}
    flows = {id: file.flow for id, file in contents.flows.items() if id in published or id in drafts}
    library = Library(
        version=sources.version,
        flows=flows,
        entries={id: placed.entry for id, placed in contents.entries.items()},
        not_ours=contents.not_ours,
        texts=contents.texts,
        words=replace(contents.words, begin={id: said for id, said in contents.words.begin.items() if id in flows}),
        kinds=contents.kinds,
        retention=contents.retention,
        hours=contents.hours,
        calendar=calendar(contents.holidays),
        matcher=matcher,
        menu=contents.menu,
        outcomes=contents.outcomes,
        happenings=contents.happenings,
        rule_words={name: about_rule(name) for name in RULES},
        kept=kept(contents),
        changed_laws=contents.changed_laws,
        drafts=frozenset(id for id, flow in flows.items() if flow.status == "draft"),
    )
    tongues = {language: translated(library, words) for language, words in contents.translations.items()}
    return replace(library, tongues=tongues)


def sound(sources: Sources) -> Contents:
    """The content with the lines of everything in it. Raises Unfit when a file or reference is wrong."""
    contents = _looked_through(sources)
    errors = [problem for problem in contents.desk.problems if problem.level == "error"]
    if errors:
        raise Unfit(sorted(errors))
    return contents


def check(sources: Sources, make_matcher: MakeMatcher, today: date | None = None) -> list[Problem]:
    """Every problem of every file, by file and line; warnings among them, also of reviews that are old `today`.

    The matcher is made only when there is something to be matched; what a slip elsewhere would break is not checked.
    """
    contents = _looked_through(sources)
    if today is not None:
        check_reviews(contents, today)
    return _checked(contents, make_matcher)[0]


def check_and_build(
    sources: Sources, make_matcher: MakeMatcher, today: date | None = None
) -> tuple[list[Problem], Library | None]:
    """Both in one reading, as a start needs them: every problem, and the Library when none of them is an error.

    Learning takes seconds: what is wrong without a matcher is told at once, and alone.
    """
    contents = _looked_through(sources)
    if today is not None:
        check_reviews(contents, today)
    if any(problem.level == "error" for problem in contents.desk.problems):
        return sorted(contents.desk.problems), None
    problems, matcher = _checked(contents, make_matcher)
    if any(problem.level == "error" for problem in problems):
        return problems, None
    return problems, _library(sources, contents, matcher or make_matcher(contents.lessons))


def look(sources: Sources, path: str) -> list[Problem]:
    """What is wrong without a matcher, as one writes: everything in that file, of the others only the errors.

    Examples of a procedure are run as far as they say nothing in sentences. The ways through other procedures are left
    out: no other file changes them.
    """
    contents = _read(sources)
    for file in contents.flows.values():
        if file.page.file == path:
            _check_flow(file)
    _check_whole(contents)
    for file in contents.flows.values():
        if file.page.file == path and file.page.sound and file.flow.start:
            _run_examples(file, None)
    return sorted(it for it in contents.desk.problems if it.file == path or it.level == "error")


def _checked(contents: Contents, make_matcher: MakeMatcher) -> tuple[list[Problem], Matcher | None]:
    """What is wrong with the content, the checks without a matcher being done; and the matcher, if one was made."""
    matcher = make_matcher(contents.lessons) if contents.entries else None
    if matcher is not None and contents.can_be_matched():
        check_tests(contents, matcher)
    ears = Ears(matcher, contents.words) if matcher is not None and contents.words is not NO_WORDS else None
    for file in contents.flows.values():
        if file.page.sound and file.flow.start:
            _run_examples(file, ears)
    return sorted(contents.desk.problems), matcher


def _read(sources: Sources) -> Contents:
    contents = read_contents(sources)
    contents.translations = read_translations(contents)
    return contents


def _looked_through(sources: Sources) -> Contents:
    """The content after every check that needs no matcher."""
    contents = _read(sources)
    for file in contents.flows.values():
        _check_flow(file)
    _check_whole(contents)
    return contents


def _check_flow(file: FlowFile) -> None:
    """The ways through it and what is known on them."""
    graph = draw(file.flow)
    check_ways(file, graph)
    check_values(file, study(graph))
    check_published(file)


def _check_whole(contents: Contents) -> None:
    """What files say together, and how."""
    check_phrasings(contents)
    check_style(contents)
    check_together(contents)


def _run_examples(file: FlowFile, ears: Ears | None) -> None:
    """Lays down what does not hold in the examples; only when all hold, what they do not reach.

    They count without the holidays that staff add: neither file could be published before the other.
    """
    heard = [example for example in file.examples if ears or not example.says]
    runs = [run(example, file.flow, public_holidays(), ears) for example in heard]
    for example, ran in zip(heard, runs, strict=True):
        for slip in ran.slips:
            file.page.at((*example.path, *slip.path), slip.text)
    if file.page.sound and len(runs) == len(file.examples):
        check_coverage(file, runs)
