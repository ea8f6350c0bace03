"""A picture with at most 256 colours: a third of the bytes, and the eye sees the same."""

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Page

COLOURS = 256
_BITS = 5  # of each colour, by which alike ones are gathered
_PIXELS = """async png => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const paper = new OffscreenCanvas(image.width, image.height).getContext("2d");
  paper.drawImage(image, 0, 0);
  const bytes = paper.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
}"""


async def small(page: Page, png: bytes) -> bytes:
    """A screenshot anew. Its pixels are read by a page of the same browser."""
    blank = await page.context.new_page()
    width, height, told = await blank.evaluate(_PIXELS, base64.b64encode(png).decode())
    await blank.close()
    pixels = np.frombuffer(base64.b64decode(told), np.uint8).reshape(height * width, 4)[:, :3]
    return _png(width, height, *_reduced(pixels))


def _reduced(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The colours that are most often there, and which of them each pixel takes."""
    colours, which, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    if len(colours) <= COLOURS:
        return colours, which.reshape(-1).astype(np.uint8)
    rough, gathered = np.unique(colours >> (8 - _BITS), axis=0, return_inverse=True)
    gathered = gathered.reshape(-1)
    weight = np.bincount(gathered, counts, len(rough))
    mean = np.stack([np.bincount(gathered, counts * colours[:, each], len(rough)) / weight for each in range(3)], 1)
    palette = mean[np.argsort(-weight, kind="stable")[:COLOURS]]
    nearest = ((mean[:, None] - palette[None]) ** 2).sum(2).argmin(1)
    return palette.round().astype(np.uint8), nearest[gathered][which.reshape(-1)].astype(np.uint8)


def _png(width: int, height: int, palette: NDArray[np.uint8], pixels: NDArray[np.uint8]) -> bytes:
    rows = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, width)], 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
