"""The words of a WordprocessingML document (ECMA-376, part 1, §17), in the order in which they are read."""

_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/", "http://purl.oclc.org/ooxml/wordprocessingml/")
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Formulas (§22.1) flattened so that a fraction or a power does not read as one number.
_FORMULA = {"den": "/", "sup": "^", "sub": "_", "rad": "√"}


class DocumentText:
    """Listens to the main part. Deleted text, field codes and the twins of text boxes are left out."""

    def __init__(self, longest: int) -> None:
        self.is_word = False
        self._longest = longest
        self._length = 0
        self._blocks: list[str] = []
        self._paragraph: list[str] = []
        self._cell: list[str] = []
        self._row: list[str] = []
        self._tables = 0
        self._in_text = False
        self._twins = 0

    def text(self) -> str:
        """What was read: a blank line between paragraphs, none between the rows of a table."""
        return "\n\n".join(self._blocks)

    @property
    def has_enough(self) -> bool:
        return self._length > self._longest

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        namespace, _, local = name.rpartition(" ")
        if namespace == _COMPATIBILITY and local == "Fallback":
            self._twins += 1
        elif namespace.startswith(_WORD):
            self._begin(local)
        elif local == "t" and "math" in namespace:
            self._in_text = True
        elif local in _FORMULA and "math" in namespace:
            self._add(_FORMULA[local])

    def end(self, name: str) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace == _COMPATIBILITY and local == "Fallback":
            self._twins -= 1
        elif local == "t":
            self._in_text = False
        elif namespace.startswith(_WORD):
            self._finish(local)

    def characters(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if not self._twins:
            self._paragraph.append(text)
            self._length += len(text)

    def _begin(self, local: str) -> None:
        match local:
            case "document":
                self.is_word = True
            case "t":
                self._in_text = True
            case "tbl":
                self._tables += 1
            case _ if local in _BREAKS:
                self._add(_BREAKS[local])
            case _:
                pass

    def _finish(self, local: str) -> None:
        match local:
            case "p":
                self._end_paragraph()
            case "tc" if self._tables == 1:
                self._row.append(" ".join(self._cell))
                self._cell = []
            case "tr" if self._tables == 1:
                self._end_row()
            case "tbl":
                self._tables -= 1
            case _:
                pass

    def _end_paragraph(self) -> None:
        text = "".join(self._paragraph).strip()
        self._paragraph = []
        if text:
            (self._cell if self._tables else self._blocks).append(text)

    def _end_row(self) -> None:
        if any(self._row):
            self._blocks.append(" | ".join(self._row))
        self._row = []
