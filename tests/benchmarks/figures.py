"""What was measured, and what it should be."""

import json
import os
import platform
import subprocess
import sysconfig
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import psutil

# Not from the settings, which read the environment when they are imported.
BASE_DIR = Path(__file__).resolve().parents[2]
RESULTS = BASE_DIR / "docs" / "performance.json"
HINTS = BASE_DIR / "var" / "benchmark" / "hints.json"  # of a quick run


@dataclass
class Figure:
    """A measured value; with `at_least` or `at_most`, one that must be reached."""

    part: str
    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def target(self):
        """The target in words; empty for a figure that only informs."""
        if self.at_least is not None:
            return f"≥ {shown(self.at_least, self.unit)}"
        if self.at_most is not None:
            return f"≤ {shown(self.at_most, self.unit)}"
        return ""

    @property
    def holds(self):
        """Whether the target is reached; None without one."""
        if self.at_least is not None:
            return self.value >= self.at_least
        if self.at_most is not None:
            return self.value <= self.at_most
        return None

    @property
    def verdict(self):
        return {True: "yes", False: "NO", None: ""}[self.holds]

    @property
    def text(self):
        return shown(self.value, self.unit)

    @property
    def detail_text(self):
        return ", ".join(f"{name} {value:,}" for name, value in self.details.items())


def shown(value, unit):
    """A value with its unit, short."""
    if unit == "1/n":
        return f"1/{round(1 / value):,}"
    digits = 0 if abs(value) >= 100 or value == int(value) else 2
    return f"{value:,.{digits}f} {unit}".strip()


def machine():
    """What the figures were measured on."""
    model = "unknown"
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if "model name" in line]
        model = names[0].partition(":")[2].strip() if names else platform.machine()
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "python_is_optimized": "--enable-optimizations" in build_options(),
    }


def occasion(started):
    """When a part was measured, of what, and how long it took since it started."""
    return {
        "on": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "seconds": round(time.monotonic() - started),
    }


def build_options():
    """How the interpreter was built; distributions do it with optimizations."""
    return sysconfig.get_config_var("CONFIG_ARGS") or ""


def commit():
    """The revision that is measured."""
    command = ["git", "-C", str(BASE_DIR), "rev-parse", "--short", "HEAD"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return found.stdout.strip()


def read(path):
    """An earlier run, so that parts of it can be measured anew."""
    if not path.exists():
        return {"figures": []}
    return json.loads(path.read_text())


def figures_of(run):
    return [Figure(**figure) for figure in run["figures"]]


def by_part(figures):
    """The figures of each part, in their order."""
    return groupby(figures, key=attrgetter("part"))


def write(path, earlier, figures, about, measured):
    """Write a run; parts that were not measured stay as they were.

    `measured` says of each part when it was, and how long that took.
    """
    parts = {}
    for figure in earlier["figures"]:
        parts.setdefault(figure["part"], []).append(figure)
    parts |= {part: list(map(asdict, group)) for part, group in by_part(figures)}
    run = {
        "machine": about,
        "measured": {**earlier.get("measured", {}), **measured},
        "figures": list(chain.from_iterable(parts.values())),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n")
    return run
