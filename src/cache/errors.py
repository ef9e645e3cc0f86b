"""What can go wrong in the cache.

CacheError
├── LexiconLineUnreadable   a line of a lexicon file has not the form its file asks for
├── EmbedderUnavailable     the embedder could not be loaded or gave no vector
└── TopicFileUnreadable     a line of a topic file is not what `tetrad cache evaluate` reads
"""


class CacheError(Exception):
    """Anything the cache itself raises."""


class LexiconLineUnreadable(CacheError):
    def __init__(self, line: str, sign: str) -> None:
        super().__init__(f"lexicon line {line!r} has no {sign!r}; write it as `word {sign} …`")


class EmbedderUnavailable(CacheError):
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"embedder {name} gave no vector: {reason}")


class TopicFileUnreadable(CacheError):
    def __init__(self, line_number: int, detail: str) -> None:
        super().__init__(f"line {line_number}: {detail}")
        self.line_number = line_number
