"""An Upstash-compatible REST gateway in front of Valkey, for loopback only."""
