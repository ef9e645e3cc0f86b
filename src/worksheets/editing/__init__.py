"""Change a worksheet by having a new one made from it: the one that is stored never changes."""
