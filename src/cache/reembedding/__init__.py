"""Brings stored topics up to the canonical form and the embedder of today, in the background."""
