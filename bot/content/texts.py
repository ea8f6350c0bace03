"""flows/texts.yaml: every sentence of the bot itself, exactly one for each key of bot.core.texts and desk_texts."""

from collections.abc import Mapping

from bot.content.parts import Part
from bot.content.problems import meant, nearest
from bot.content.said import BRACKETS
from bot.content.sentences import Sentence, tell
from bot.core.text_values import VALUES
from bot.core.texts import EVERY_KEY, AnyKey


def read_texts(part: Part) -> Mapping[AnyKey, str]:
    """The sentences by key. Missing and unknown keys are laid down; a misspelled one counts as the nearest."""
    by_name = {key.value: key for key in EVERY_KEY}
    keys = list(by_name)
    texts: dict[AnyKey, str] = {}
    for written in part.values:
        right = written if written in keys else nearest(written, [key for key in keys if key not in part.values])
        if right != written:
            said = tell(Sentence.UNKNOWN_TEXT, key=written) + meant(written, keys)
            part.add(written, said, mended=right is not None)
        if right is not None:
            texts[by_name[right]] = part.text(written)
            _values(part, written, by_name[right])
    for key in EVERY_KEY:
        if key not in texts:
            part.add(None, tell(Sentence.LACKING, key=key.value))
            texts[key] = ""
    return texts


def _values(part: Part, written: str, key: AnyKey) -> None:
    """Lays down values that nobody gives to that sentence: it could not be said."""
    known = VALUES.get(key, ())
    for name in dict.fromkeys(BRACKETS.findall(part.text(written))):
        if name not in known:
            instead = meant(name, known) or " " + tell(Sentence.NO_VALUE_HERE)
            said = tell(Sentence.NO_SUCH_VALUE, name=name) + instead
            part.page.add(part.page.line_of((*part.path, written), f"<{name}>"), said)
