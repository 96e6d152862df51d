"""Word documents as page images, and a measure of how far two pages differ in layout.

Rendered by LibreOffice and poppler. Fonts differ from one machine to the next, so what is compared is where on the page
ink stands, in blocks of half a line, and not the shape of a character.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

Page = npt.NDArray[np.uint8]
"""Grey values of one page, row by row."""

PROGRAMS = ("soffice", "pdftoppm", "fc-match")
DPI = 60
GREYS = 4
FONTS = ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "黑体", "宋体", ":lang=zh-cn")
APPROVED = Path(__file__).parent / "approved"
MACHINE = APPROVED / "machine.txt"
_PATIENCE_SECONDS = 180
# Half of the line of the standard (28.95 points) at this resolution, and as wide.
_BLOCK = 12
_PAPER, _INK = 255, 160
_STEP = 256 // GREYS
_STEP_OF_GREY = 255 // (GREYS - 1)


def missing_programs() -> list[str]:
    """Return which of the programs that render are not installed."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def render_pages(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """Return the pages of each document; ``folder`` is for the files in between and must be empty."""
    sources = []
    for name, content in sorted(documents.items()):
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(content)
    # A profile of its own: another LibreOffice on the machine would take the call and end it at once.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_SECONDS)
    rendered = {}
    for source in sources:
        stem = folder / source.stem
        draw = ["pdftoppm", "-r", str(DPI), "-gray", "-png", f"{stem}.pdf", f"{stem}-page"]
        subprocess.run(draw, check=True, capture_output=True, timeout=_PATIENCE_SECONDS)
        rendered[source.stem] = [read_page(path) for path in sorted(folder.glob(f"{source.stem}-page-*.png"))]
    return rendered


def read_page(path: Path) -> Page:
    """Return the grey values of a page image, in the few greys in which approved ones are kept."""
    with Image.open(path) as image:
        return np.asarray(image.convert("L")) // _STEP * _STEP_OF_GREY


def write_page(page: Page, path: Path) -> None:
    """Write the page as a small palette image; read again it is the same."""
    image = Image.fromarray(page // _STEP_OF_GREY, "P")
    image.putpalette([grey * _STEP_OF_GREY for grey in range(GREYS) for _ in "rgb"])
    image.save(path, "PNG", optimize=True, bits=2)


def machine() -> str:
    """Return what the look of a page depends on: the version of LibreOffice, and which fonts stand in for which."""
    fonts = [f"{font}: {_said('fc-match', font)}" for font in FONTS]
    return "\n".join([_said("soffice", "--version").partition("(")[0].strip(), *fonts]) + "\n"


def _said(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE_SECONDS)
    return done.stdout.strip()


def difference(one: Page, other: Page) -> float:
    """Return which share of the inked blocks of either page has no ink near it on the other: 0 the same, 1 nothing.

    Near is one block to the left or right and none up or down: lines stand where the page's grid puts them.
    """
    if one.shape != other.shape:
        return 1.0
    inked = [_inked(page) for page in (one, other)]
    alone = sum(int((mine & ~_widened(theirs)).sum()) for mine, theirs in (inked, inked[::-1]))
    total = sum(int(blocks.sum()) for blocks in inked)
    return alone / total if total else 0.0


def differences(one: Sequence[Page], other: Sequence[Page]) -> float:
    """Return the greatest difference of two documents page by page; 1 where they have not as many pages."""
    if len(one) != len(other):
        return 1.0
    return max((difference(*pages) for pages in zip(one, other, strict=True)), default=0.0)


def _inked(page: Page) -> npt.NDArray[np.bool_]:
    rows, columns = (-(-size // _BLOCK) * _BLOCK for size in page.shape)
    paper = np.full((rows, columns), _PAPER, np.uint8)
    paper[: page.shape[0], : page.shape[1]] = page
    blocks = paper.reshape(rows // _BLOCK, _BLOCK, columns // _BLOCK, _BLOCK)
    return np.asarray((blocks < _INK).any(axis=(1, 3)))


def _widened(blocks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    wide = blocks.copy()
    wide[:, 1:] |= blocks[:, :-1]
    wide[:, :-1] |= blocks[:, 1:]
    return wide
