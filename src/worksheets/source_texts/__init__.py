"""Texts that worksheets are written from: taken from a file or the clipboard, kept for a week, their owner's only."""
