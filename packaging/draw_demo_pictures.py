"""Draw the pictures of the demonstration catalogue.

Nothing here copies an original: every sheet, name and line is invented, and each picture says so on its face.
The words come from ``resources/demo/sakuma.toml`` and ``resources/demo/roster.csv``, so that pictures and catalogue
agree. The same fonts and the same version of Pillow give the same pictures.

    python packaging/draw_demo_pictures.py [FOLDER]
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from demo_pictures.coat import coat
from demo_pictures.letters import leaf, postcard_back, postcard_front
from demo_pictures.papers import certificate, registration_card, roster
from demo_pictures.plans import camp_plan, cemetery_plan
from demo_pictures.sheet import RESOURCES, Sheet


def main(folder: Path) -> None:
    """Draw all pictures into ``folder``; the seeds are fixed, so that each picture is always the same."""
    demo = RESOURCES / "demo"
    described = tomllib.loads((demo / "sakuma.toml").read_text(encoding="utf-8"))
    lines = {image["file"]: image.get("lines", []) for image in described["image"]}
    with (demo / "roster.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    pictures: dict[str, Callable[[], Sheet]] = {
        "roster.jpg": partial(roster, rows, 31),
        "registration-card.jpg": partial(registration_card, 32),
        "cemetery-plan.jpg": partial(cemetery_plan, 33),
        "camp-plan.jpg": partial(camp_plan, 34),
        "coat.jpg": partial(coat, 35),
        "certificate.jpg": partial(certificate, 36),
    }
    for n in (1, 2, 3):
        pictures[f"leaf-{n}.jpg"] = partial(leaf, lines[f"leaf-{n}.jpg"], 10 + n)
        pictures[f"postcard-{n}-front.jpg"] = partial(postcard_front, n, 20 + n)
        pictures[f"postcard-{n}-back.jpg"] = partial(postcard_back, lines[f"postcard-{n}-back.jpg"], 40 + n)
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in sorted(pictures.items()):
        draw().save(folder / name)
        sys.stdout.write(f"{name} {(folder / name).stat().st_size}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / "demo" / "pictures")
