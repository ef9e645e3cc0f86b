"""Removes chosen parts of the cache at an operator's word."""
