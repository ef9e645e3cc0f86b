"""Which stored topics of a scope lie nearest to a vector."""
