"""The one-command stack for a laptop and for tests: Postgres with pgvector, Valkey, an Upstash-compatible gateway."""
