"""Ask a cheap language model which of the nearest stored topics, if any, is the same worksheet."""
