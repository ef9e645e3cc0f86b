"""Answer keys decided by algebra over typed expressions: read the stem, compute, compare with the key."""
