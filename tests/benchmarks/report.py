"""Writes the figures of a run into docs/performance.md, between two marks."""

from tests.benchmarks.figures import BASE_DIR, Figure, by_part, figures_of, shown

DOCUMENT = BASE_DIR / "docs" / "performance.md"
BEGIN = "<!-- Written by make bench from performance.json. -->"
END = "<!-- The end of what make bench writes. -->"

TITLES = {
    "cached": "Pages from memory, beside nginx with files of the same bytes",
    "uncached": "Pages rendered for each request, beside nginx",
    "freshness": "Freshness",
    "faults": "What readers of a known page get while something breaks",
    "weight": "An article over the wire, pictures apart",
    "growth": "Growth with the number of articles, nothing kept",
    "importing": "Moving in",
    "memory": "Memory",
    "start": "Starts",
}
VERDICTS = {True: "yes", False: "**no**", None: ""}


def write(run, document=DOCUMENT):
    """Put the run's tables in the place of the last ones."""
    before, _, rest = document.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text(f"{before}{BEGIN}\n\n{tables(run)}\n\n{END}{after}")


def tables(run):
    """The machine, and a table for each part of the run."""
    parts = [machine(run)]
    for part, group in by_part(in_order(run)):
        found = list(group)
        table = growth_table(found) if part == "growth" else plain_table(found)
        parts.append(f"### {TITLES[part]}\n\n{table}\n\n{occasion(run, part)}")
    return "\n\n".join(parts)


def in_order(run):
    """The figures, part by part as above, whatever was measured last."""
    order = list(TITLES)
    return sorted(figures_of(run), key=lambda figure: order.index(figure.part))


def machine(run):
    """Where it was measured, in a sentence."""
    about = run["machine"]
    built = "with" if about["python_is_optimized"] else "without"
    return (
        f"Measured on {about['cores']} cores of {about['processor']} with "
        f"{about['memory_gb']} GB of memory, {about['system']}, "
        f"Python {about['python']} built {built} "
        "optimizations."
    )


def occasion(run, part):
    """When and of what a part was measured, and how long that took."""
    measured = run["measured"][part]
    return (
        f"Measured on {measured['on']} at revision {measured['commit']}, "
        f"in {measured['seconds']:,} seconds."
    )


def plain_table(figures: list[Figure]):
    """A line for each figure."""
    rows = [
        [
            figure.name,
            figure.text,
            figure.target,
            VERDICTS[figure.holds],
            figure.detail_text,
        ]
        for figure in figures
    ]
    return table(["What", "Measured", "Promised", "Holds", "Details"], rows)


def growth_table(figures: list[Figure]):
    """A line for each question, with its milliseconds at each size."""
    sizes = [name.removeprefix("ms at ") for name in figures[0].details]
    rows = [
        [
            figure.name,
            *(shown(milliseconds, "ms") for milliseconds in figure.details.values()),
            figure.text,
            figure.target,
            VERDICTS[figure.holds],
        ]
        for figure in figures
    ]
    heads = ["Question", *(f"at {size}" for size in sizes)]
    return table([*heads, "Growth", "Promised", "Holds"], rows)


def table(heads, rows):
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
