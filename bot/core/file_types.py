"""What a file is, judged by its content alone: the first bytes, and for formats that share them what is inside."""

import struct
from collections.abc import Iterator
from mmap import mmap

Content = bytes | mmap
"""All of a file, which may be large: only parts of it are copied."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HWP = b"HWP Document File"
"""How the stream FileHeader of a 5.0 document begins (한글 문서 파일 형식 5.0, 3.2.1)."""
_HWPX = b"application/hwp+zip"
_HEIC = (b"heic", b"heix", b"heim", b"heis")
_END_OF_ZIP = struct.Struct("<4s4H2LH")
_ENTRY_OF_ZIP = struct.Struct("<4s6H3L5H2L")
_LARGEST_DIRECTORY = 1_000_000
_MACROS = "vbaProject.bin"


def type_of(content: Content) -> str | None:
    """One of `files.ENDINGS`; None for anything else."""
    head = bytes(content[:16])
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head[4:8] == b"ftyp":
        return "heic" if _is_heic(content) else None
    if head.startswith(_OLE):
        return "hwp" if content.find(_HWP) > 0 and content.find("FileHeader".encode("utf-16-le")) > 0 else None
    return _zipped(content) if head.startswith(b"PK\x03\x04") else None


def _is_heic(content: Content) -> bool:
    """By its brand, or, where that only says "a picture", by one that it is compatible with (ISO/IEC 23008-12)."""
    size = min(int.from_bytes(content[:4], "big"), 256)
    brands = [bytes(content[at : at + 4]) for at in (8, *range(16, size - 3, 4))]
    return brands[0] in _HEIC or (brands[0] in (b"mif1", b"msf1") and not set(_HEIC).isdisjoint(brands))


def _zipped(content: Content) -> str | None:
    names = set(_names(content))
    if _is_hwpx(content, names):
        return "hwpx"
    if "[Content_Types].xml" not in names or any(name.endswith(_MACROS) for name in names):
        return None
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None


def _is_hwpx(content: Content, names: set[str]) -> bool:
    """Its first entry is called mimetype and holds the type as it is, not compressed (KS X 6101)."""
    length = int.from_bytes(content[26:28], "little") + int.from_bytes(content[28:30], "little")
    named = bytes(content[30:38]) == b"mimetype"
    return named and "mimetype" in names and bytes(content[30 + length : 30 + length + len(_HWPX)]) == _HWPX


def _names(content: Content) -> Iterator[str]:
    """What an archive says is in it; nothing is unpacked, and a directory that is too large is not read."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if at < 0 or len(content) - at < _END_OF_ZIP.size:
        return
    _, _, _, _, _, size, begin, _ = _END_OF_ZIP.unpack(content[at : at + _END_OF_ZIP.size])
    if size > _LARGEST_DIRECTORY or begin + size > at:
        return
    place = begin
    while place + _ENTRY_OF_ZIP.size <= begin + size:
        sign, *_, name, extra, comment, _, _, _, _ = _ENTRY_OF_ZIP.unpack(content[place : place + _ENTRY_OF_ZIP.size])
        if sign != b"PK\x01\x02":
            return
        start = place + _ENTRY_OF_ZIP.size
        yield bytes(content[start : start + name]).decode("utf-8", "replace")
        place = start + name + extra + comment
