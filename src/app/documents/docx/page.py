"""The page that a Word file lies on: ours, or that of a department's template."""

from __future__ import annotations

from dataclasses import dataclass, replace

_LINE = 280  # of a head or foot, with the space beside it


@dataclass(frozen=True, slots=True)
class Page:
    """An upright page and its margins, in twentieths of a point; ours where nothing else is said.

    The foot leaves two points more than the page of the PDF, so that a line which just fits there fits in Word too,
    whose tables are higher by their rules.
    """

    width: int = 12_240
    height: int = 15_840
    top: int = 1560
    right: int = 1320
    bottom: int = 1280
    left: int = 1320
    header: int = 680
    footer: int = 560
    gutter: int = 0

    def with_lines(self, *, head: bool, foot: bool) -> Page:
        """Return the page with room for a line of ours at its head or foot, beside what stands there already."""
        return replace(self, top=self.top + _LINE * head, bottom=self.bottom + _LINE * foot)

    def room(self, *, wide: bool) -> int:
        """Return the length of a line; ``wide``: on a page that lies on its side."""
        return (self.height if wide else self.width) - self.left - self.right - self.gutter

    def xml(self, *, wide: bool) -> str:
        """Return size and margins for the properties of a section."""
        across, down = (self.height, self.width) if wide else (self.width, self.height)
        way = ' w:orient="landscape"' if wide else ""
        return (
            f'<w:pgSz w:w="{across}" w:h="{down}"{way}/><w:pgMar w:top="{self.top}" w:right="{self.right}" '
            f'w:bottom="{self.bottom}" w:left="{self.left}" w:header="{self.header}" w:footer="{self.footer}" '
            f'w:gutter="{self.gutter}"/>'
        )
