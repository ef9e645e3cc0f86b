"""The limits of a process that reads what a stranger made."""

import codecs
import os
import resource

from worksheets.source_texts.extraction.plain import ENCODINGS

_MEMORY = 1024 * 1024 * 1024  # bytes of address space; reading ten megabytes takes a third of it
_SECONDS = 15  # of the processor


def confine() -> None:
    """From here on this process may take little and open nothing: no file, no socket, no other process's pipe."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)  # loaded from a file when it is first used
    for limit, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(limit, (most, most))
    os.nice(5)  # requests go first
