"""What may happen to a file of the content on a disk: slips of a hand, an editor, a disk. Made by rule."""

import os
import random
from collections.abc import Callable, Mapping
from pathlib import Path

Mutation = Callable[[Path, random.Random], None]
"""Does it to a file that is there."""
TOO_LARGE = 10_000_000


def _bytes(change: Callable[[bytes, random.Random], bytes]) -> Mutation:
    def mutate(file: Path, chance: random.Random) -> None:
        file.write_bytes(change(file.read_bytes(), chance))

    return mutate


def _lines(change: Callable[[list[str], random.Random], None]) -> Mutation:
    """A change of the lines, which keep their ends."""

    def mutate(file: Path, chance: random.Random) -> None:
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        change(lines, chance)
        file.write_text("".join(lines), encoding="utf-8")

    return mutate


def _at(text: bytes, chance: random.Random) -> int:
    return chance.randrange(len(text))


def _insert(piece: bytes) -> Mutation:
    """Puts bytes somewhere."""

    def change(text: bytes, chance: random.Random) -> bytes:
        place = _at(text, chance)
        return text[:place] + piece + text[place:]

    return _bytes(change)


def _append(piece: str) -> Mutation:
    return _bytes(lambda text, chance: text + piece.encode())


def _swap(lines: list[str], chance: random.Random) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _repeat(lines: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    lines.insert(place, lines[place])


def _drop(lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _indent(lines: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    lines[place] = " " + lines[place]


def _tab(lines: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    lines[place] = "\t" + lines[place]


def _quote(lines: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(lines))
    lines[place] = lines[place].replace(": ", ': "', 1)


def _misspell(lines: list[str], chance: random.Random) -> None:
    """Two letters of a key the wrong way round."""
    keys = [place for place, line in enumerate(lines) if len(line.split(":")[0].strip(" -{")) > 2 and ":" in line]
    place = chance.choice(keys or [0])
    line = lines[place]
    start = len(line) - len(line.lstrip(" -{"))
    lines[place] = line[:start] + line[start + 1 : start + 2] + line[start : start + 1] + line[start + 2 :]


def _rename(file: Path, chance: random.Random) -> None:
    file.rename(file.with_name("zz_other.yaml"))


def _link_to(target: Callable[[Path], Path]) -> Mutation:
    def mutate(file: Path, chance: random.Random) -> None:
        file.unlink()
        file.symlink_to(target(file))

    return mutate


def _linked(file: Path, chance: random.Random) -> None:
    """As a tool does that keeps the real files elsewhere: nothing is wrong with that."""
    kept = file.with_suffix(".kept")
    file.rename(kept)
    file.symlink_to(kept)


def _become(make: Callable[[Path], None]) -> Mutation:
    def mutate(file: Path, chance: random.Random) -> None:
        file.unlink()
        make(file)

    return mutate


_BOMB = "bomb: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n"

MUTATIONS: Mapping[str, Mutation] = {
    "cut": _bytes(lambda text, chance: text[: _at(text, chance)]),
    "the beginning gone": _bytes(lambda text, chance: text[_at(text, chance) :]),
    "half written": _bytes(lambda text, chance: text[: _at(text, chance)] + b"\0" * 64),
    "a piece gone": _bytes(lambda text, chance: text[: (at := _at(text, chance))] + text[at + chance.randrange(40) :]),
    "BOM": _bytes(lambda text, chance: b"\xef\xbb\xbf" + text),
    "CP949": _bytes(lambda text, chance: text.decode().encode("cp949", "replace")),
    "UTF-16": _bytes(lambda text, chance: text.decode().encode("utf-16")),
    "CRLF": _bytes(lambda text, chance: text.replace(b"\n", b"\r\n")),
    "old Mac lines": _bytes(lambda text, chance: text.replace(b"\n", b"\r")),
    "no last line end": _bytes(lambda text, chance: text.rstrip(b"\n")),
    "empty": _bytes(lambda text, chance: b""),
    "one byte": _bytes(lambda text, chance: bytes([chance.randrange(256)])),
    "noise": _bytes(lambda text, chance: chance.randbytes(200)),
    "a byte flipped": _bytes(lambda text, chance: text[: (at := _at(text, chance))] + b"\xff" + text[at + 1 :]),
    "10 MB": _bytes(lambda text, chance: text + b"#" * TOO_LARGE),
    "NUL": _insert(b"\0"),
    "a bell": _insert(b"\x07"),
    "a colon": _insert(b": "),
    "a hash": _insert(b" #"),
    "a bracket": _insert(b"["),
    "a brace": _insert(b"}"),
    "a dash": _insert(b"\n- "),
    "a star": _insert(b" *x "),
    "a tag": _insert(b" !!python/object:os.system "),
    "a percent": _insert(b"\n%YAML 9.9\n"),
    "an angle": _insert(b"<nobody>"),
    "an emoji": _insert("👍🏽".encode()),
    "a line end": _insert(b"\n"),
    "a mark of a conflict": _insert(b"\n<<<<<<< HEAD\n=======\n>>>>>>> other\n"),
    "alias bomb": _append(_BOMB),
    "merge key": _append("x: &x {a: b}\ny:\n  <<: *x\n"),
    "a second document": _append("---\nother: 1\n"),
    "very deep": _append("deep: " + "[" * 3000 + "]" * 3000 + "\n"),
    "a giant number": _append("number: " + "9" * 5000 + "\n"),
    "a giant word": _append("w" * 50_000 + ": 1\n"),
    "lines swapped": _lines(_swap),
    "a line twice": _lines(_repeat),
    "a line gone": _lines(_drop),
    "indent off by one": _lines(_indent),
    "a tab": _lines(_tab),
    "a quote left open": _lines(_quote),
    "a key misspelt": _lines(_misspell),
    "deleted": lambda file, chance: file.unlink(),
    "renamed": _rename,
    "a link": _linked,
    "a link that leads nowhere": _link_to(lambda file: file.with_name("nowhere")),
    "a link to itself": _link_to(lambda file: file),
    "a link to a device": _link_to(lambda file: Path(os.devnull)),
    "a folder": _become(Path.mkdir),
    "a pipe": _become(os.mkfifo),
}
