"""Tables of a text."""

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from lxml.html import HtmlElement

from blog.wordpress.inline import plain, text_of
from blog.wordpress.nodes import Block, Heading, ListNode, Node, Paragraph
from blog.wordpress.pictures import MAX_CAPTION

if TYPE_CHECKING:
    from blog.wordpress.converter import Converter


def table_nodes(converter: "Converter", table: HtmlElement) -> None:
    """A table of texts as a block; one that is there for layout, in reading order."""
    caption = next(iter(table.iterchildren("caption")), None)
    words = "" if caption is None else text_of(caption)
    rows = [own_cells(row) for row in table.iter("tr") if own_table(row) is table]
    cells = [[converter.capture(cell) for cell in row] for row in rows]
    is_simple = all(is_text(node) for row in cells for cell in row for node in cell)
    is_simple = is_simple and not has_loose_words(table)
    if not is_simple or len(words) > MAX_CAPTION or not any(map(len, rows)):
        converter.notes.append("A table that only arranged things was taken apart.")
        converter.flow(table)
        converter.flush()
        return
    has_head = bool(rows) and all(cell.tag == "th" for cell in rows[0])
    widened = [
        [
            part
            for node, cell in zip(row, line, strict=True)
            for part in spread(node, cell)
        ]
        for row, line in zip(cells, rows, strict=True)
    ]
    converter.add(Block("table", table_value(widened, has_head, words, rows)))


def table_value(
    cells: list[list[str]], has_head: bool, caption: str, rows: list[list[HtmlElement]]
) -> dict[str, Any]:
    """The raw value of a table block."""
    width = max(map(len, cells))
    head = [plain(cell) for cell in cells[0]] if has_head else []
    body = cells[1:] if has_head else cells
    first_cells = [row[0] for row in rows[has_head:] if row]
    return {
        "caption": caption,
        "table": {
            "columns": [
                {"type": "rich_text", "heading": heading}
                for _, heading in zip_longest(range(width), head, fillvalue="")
            ],
            "rows": [{"values": [*row, *[""] * (width - len(row))]} for row in body],
            "caption": "",
        },
        "has_row_headers": bool(first_cells)
        and all(cell.tag == "th" for cell in first_cells),
    }


def has_loose_words(table: HtmlElement) -> bool:
    """Whether words, or lists and the like, stand outside of the cells."""
    around = {"table", "thead", "tbody", "tfoot", "tr", "colgroup", "col"}
    for element in table.iter("table", "thead", "tbody", "tfoot", "tr"):
        if own_table(element) not in (table, None) and element is not table:
            continue
        if (element.text or "").strip():
            return True
        for child in element:
            known = child.tag in around | {"td", "th", "caption"}
            is_comment = not isinstance(child.tag, str)
            if not (known or is_comment) or (child.tail or "").strip():
                return True
    return False


def own_table(element: HtmlElement) -> HtmlElement | None:
    """The table that a row or cell belongs to."""
    return next(element.iterancestors("table"), None)


def own_cells(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row."""
    return list(row.iterchildren("td", "th"))


def is_text(node: Node) -> bool:
    """Whether a node fits into a cell."""
    return isinstance(node, Paragraph | Heading | ListNode)


def spread(nodes: list[Node], cell: HtmlElement) -> list[str]:
    """The rich text of a cell, and empty ones for the columns that it spans."""
    lines: list[str] = []
    for node in nodes:
        if isinstance(node, ListNode):
            lines += [item_text(item) for item in node.items]
        elif isinstance(node, Heading | Paragraph):
            lines.append(node.rich)
    span = cell.get("colspan") or "1"
    width = min(int(span), 50) if span.isascii() and span.isdigit() else 1
    rich = f"<p>{'<br/>'.join(lines)}</p>" if lines else ""
    return [rich, *[""] * (width - 1)]


def item_text(item: str) -> str:
    """An item of a list as a line: cells hold no lists."""
    for tag in ("<ul>", "</ul>", "<ol>", "</ol>", "</li>"):
        item = item.replace(tag, "")
    return item.replace("<li>", "<br/>")
