"""What a sheet may load while it is laid out: nothing but what it carries itself."""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse


class ForbiddenAddress(ValueError):
    """The sheet asked for something outside of itself."""


class SealedFetcher(URLFetcher):
    """Serves `data:` addresses and refuses all others, without redirects."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Raise ForbiddenAddress for any address that is not `data:`; WeasyPrint then leaves the image out."""
        if not url.startswith("data:"):
            raise ForbiddenAddress("a sheet may load `data:` addresses only")
        return super().fetch(url, headers)
