"""Turns SVG text into finished JPEG and PNG files."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGE = (
    "<!doctype"
    " html><style>html,body{{margin:0;background:none}}svg{{display:block}}</style>{}"
)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium: the system's own, else the one Playwright installed."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=BROWSER_OPTIONS
        )
        try:
            yield running
        finally:
            running.close()


def rasterise(
    running: Browser, svg: str, size: tuple[int, int], scale: float = 1
) -> Image.Image:
    """Draw SVG text of `size` pixels, transparent where it paints nothing."""
    page = running.new_page(
        viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale
    )
    try:
        page.set_content(PAGE.format(svg))
        shot = page.screenshot(omit_background=True)
    finally:
        page.close()
    return Image.open(BytesIO(shot))


def save_jpeg(image: Image.Image, target: Path, byte_limit: int) -> None:
    """Write a progressive JPEG at the best quality that stays below the limit."""
    opaque = image.convert("RGB")
    for quality in range(88, 40, -4):
        written = BytesIO()
        opaque.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
        if written.tell() <= byte_limit:
            break
    target.write_bytes(written.getvalue())


def save_png(image: Image.Image, target: Path) -> None:
    """Write a transparent PNG with a palette, which flat artwork needs no more than."""
    image.quantize(256, method=Image.Quantize.FASTOCTREE).save(
        target, "PNG", optimize=True
    )
