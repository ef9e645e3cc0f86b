"""HTML that is safe by construction: whatever is not already markup is escaped when it enters an element."""

from html import escape


class Html(str):
    """Finished markup. Only this module and templates make it; everything else is text."""

    __slots__ = ()


def markup(text: str) -> Html:
    """The text as markup: escaped, unless it is markup already."""
    return text if isinstance(text, Html) else Html(escape(text, quote=False))


def join(*parts: str) -> Html:
    """The parts one after another, each escaped unless it is markup already."""
    return Html("".join(markup(part) for part in parts))


def element(tag: str, *children: str, **attributes: str) -> Html:
    """One element. In an attribute's name a trailing underscore is dropped (`class_`), others become hyphens."""
    written = "".join(f' {_attribute(name)}="{escape(value)}"' for name, value in attributes.items())
    return Html(f"<{tag}{written}>{join(*children)}</{tag}>")


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def image(alt: str, source: str, style: str) -> Html:
    """An image, which has no closing tag."""
    return Html(f'<img alt="{escape(alt)}" src="{escape(source)}" style="{escape(style)}">')
