"""What the limiter counts for Prometheus. No label holds a key: addresses are personal."""

from prometheus_client import Counter, Gauge

HITS = Counter("tetrad_rate_limit_hits_total", "Hits decided, by who counted them.", ["backend"])
DENIED = Counter("tetrad_rate_limit_denied_total", "Hits denied, by the rule that denied them.", ["rule"])
FAILURES = Counter("tetrad_rate_limit_redis_failures_total", "Calls to Redis without a usable answer.", ["reason"])
BREAKER_OPEN = Gauge("tetrad_rate_limit_breaker_open", "1 while Redis is not asked because it failed repeatedly.")
