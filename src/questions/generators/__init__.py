"""Procedural mathematics: questions whose answers are computed, with no language model."""
