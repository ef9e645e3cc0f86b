"""From HTML to PDF, with what one process needs only once."""

from importlib.resources import files
from uuid import UUID

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from pdf import actual_text
from pdf.errors import TooManyPages
from pdf.fetching import SealedFetcher
from pdf.formulas import FormulaImages


class Press:
    """Fonts, style sheet and fetcher of one process.

    The fonts are shared on purpose: a new `FontConfiguration` for each sheet is slower and leaks.
    """

    def __init__(self) -> None:
        actual_text.install()
        self._fonts = FontConfiguration()
        self._fetcher = SealedFetcher()
        css = (files("pdf") / "sheet.css").read_text(encoding="utf-8")
        self._styles = [CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)]

    def pdf(self, html: str, identifier: UUID, page_limit: int) -> bytes:
        """A tagged PDF (PDF/UA-1), the same bytes for the same input. Raises TooManyPages."""
        document = HTML(string=html, base_url="about:blank", url_fetcher=self._fetcher).render(
            font_config=self._fonts, stylesheets=self._styles, cache=FormulaImages(), pdf_variant="pdf/ua-1"
        )
        if len(document.pages) > page_limit:
            raise TooManyPages(len(document.pages), page_limit)
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.bytes)
