from collections.abc import Sequence

from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

class CSS:
    def __init__(self, *, string: str, font_config: FontConfiguration, url_fetcher: URLFetcher) -> None: ...

class Page:
    width: float
    height: float

class Document:
    pages: Sequence[Page]
    def write_pdf(self, *, pdf_variant: str | None = ..., pdf_identifier: bytes | None = ...) -> bytes: ...

class HTML:
    def __init__(self, *, string: str, base_url: str = ..., url_fetcher: URLFetcher = ...) -> None: ...
    def render(
        self,
        font_config: FontConfiguration,
        *,
        stylesheets: Sequence[CSS],
        cache: dict[str, object] | None = ...,
        pdf_variant: str | None = ...,
    ) -> Document: ...
    def write_pdf(self) -> bytes: ...
