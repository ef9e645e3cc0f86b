"""Durable jobs in Postgres; the tasks live beside their domain."""
