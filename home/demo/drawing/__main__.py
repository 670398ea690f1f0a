"""Redraws the demo: `python -m home.demo.drawing OUTPUT_FOLDER [KEY ...]`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from .collection import Picture, pictures
from .documents import documents, print_page
from .rasters import browser, rasterise, save_jpeg, save_png


def main(arguments: Sequence[str] | None = None) -> None:
    """Write `images/` and `documents/` below the output folder."""
    parser = argparse.ArgumentParser(
        prog="python -m home.demo.drawing",
        description="Draw the demo's pictures and documents.",
    )
    parser.add_argument("folder", type=Path, help="where images/ and documents/ go")
    parser.add_argument("keys", nargs="*", help="only these pictures; default: all")
    chosen = parser.parse_args(arguments)
    images, texts = chosen.folder / "images", chosen.folder / "documents"
    images.mkdir(parents=True, exist_ok=True)
    texts.mkdir(parents=True, exist_ok=True)
    with browser() as running:
        for picture in pictures():
            if not chosen.keys or picture.key in chosen.keys:
                print(_write(running, picture, images))
        if not chosen.keys:
            for key, html in documents():
                print_page(running, html, texts / f"{key}.pdf")


def _write(running: Browser, picture: Picture, folder: Path) -> Path:
    canvas = picture.draw()
    size = canvas.width, canvas.height
    image = rasterise(running, canvas.svg(picture.grain), size)
    target = folder / f"{picture.key}.{picture.suffix}"
    if picture.suffix == "jpg":
        save_jpeg(image, target, picture.byte_limit)
    else:
        save_png(image, target)
    return target


if __name__ == "__main__":
    main()
