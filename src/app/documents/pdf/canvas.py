"""The canvas that pages are drawn on; a tagging layer may put another class in its place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf import fonts, theme

if TYPE_CHECKING:
    from typing import BinaryIO

    from app.documents.tree import Edition


class PlainCanvas(Canvas):
    """A canvas of the documents' page, language and properties, the same bytes for the same tree."""

    def __init__(self, file: BinaryIO, edition: Edition) -> None:
        document = edition.first
        rl_config.useA85 = 0  # text as letters and digits takes a fourth more room and time
        super().__init__(
            file,
            pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.face(fonts.BODY),  # type: ignore[arg-type]  # the stubs ask for a number
            lang=document.language.tag,
        )
        self.setTitle(edition.title)
        self.setAuthor(document.author or document.department)
        self.setSubject(document.subject)
        self.setCreator("Jalon")
        self.setViewerPreference("DisplayDocTitle", "true")
        if document.made_on:
            self._stamp(datetime.fromisoformat(document.made_on).replace(tzinfo=UTC))

    def _stamp(self, moment: datetime) -> None:
        """Give the file the moment of the edition instead of the library's constant."""
        stamp = vars(self)["_doc"]._timeStamp  # noqa: SLF001  the library has no other way to say it
        stamp.t = moment.timestamp()
        stamp.lt = moment.timetuple()
        stamp.YMDhms = tuple(moment.timetuple())[:6]
        stamp.dhh = stamp.dmm = 0
