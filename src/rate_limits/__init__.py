"""Distributed rate limits: one script, one call, the server's clock."""
