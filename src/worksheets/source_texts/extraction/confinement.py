"""The limits of a process that reads what a stranger made."""

import codecs
import os
import resource

# Those of `plain`, and of names in a zip. A process that may open no file cannot load one when it is first used.
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp1252", "cp437", "ascii")
_MEMORY = 1024 * 1024 * 1024  # bytes of address space; files of ten megabytes took a tenth of it
_SECONDS = 15  # of the processor


def confine() -> None:
    """From here on this process may take little and open nothing: no file, no socket, no other process's pipe."""
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    for limit, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(limit, (most, most))
    os.nice(5)  # requests go first
