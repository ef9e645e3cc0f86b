"""Prompts as text files: `ROLE.LANGUAGE.txt`, the version in the first line, the system message below it."""
