"""A sheet of questions becomes a PDF."""
