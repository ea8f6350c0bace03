"""Small files of every type that is taken, and some that are not: made here, so that nothing of them lies about."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile


def _archive(*names: str, first: bytes = b"") -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, b"<x/>")
    return kept.getvalue()


def png(red: int = 200) -> bytes:
    """A picture of eight by eight dots that a browser can show."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    lines = (b"\0" + bytes((red, 90, 40)) * 8) * 8
    head = struct.pack(">2L5B", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


GOOD = {
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) + b"\xff\xd9",
    "png": png(),
    "heic": b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic" + bytes(40),
    "pdf": b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n",
    "docx": _archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    "xlsx": _archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
    "hwp": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(600)
    + "FileHeader".encode("utf-16-le")
    + bytes(100)
    + b"HWP Document File",
    "hwpx": _archive("Contents/section0.xml", "META-INF/manifest.xml", first=b"application/hwp+zip"),
}
"""By type."""

BAD = {
    "nothing": b"",
    "a program": b"MZ\x90\x00" + bytes(200),
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "an archive": _archive("readme.txt"),
    "a document with macros": _archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "an older document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600),
    "a film": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42" + bytes(40),
    "a book": _archive("META-INF/container.xml", first=b"application/epub+zip"),
    "an archive cut off": _archive("[Content_Types].xml", "word/document.xml")[:-30],
    "an archive that lies about its end": _archive("x")[:-22] + b"PK\x05\x06" + b"\xff" * 18,
    "words": "안녕하세요".encode(),
}
"""By what it is."""
