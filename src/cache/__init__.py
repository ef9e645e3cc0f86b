"""Same meaning, same worksheet: canonical form, embeddings, neighbours, verifier."""
