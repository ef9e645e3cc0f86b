"""How long things stay in the cache: absolute times, and use where there are too many."""
