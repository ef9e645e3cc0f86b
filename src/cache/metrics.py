"""What the cache counts for operators."""

from prometheus_client import Counter

LOOKUPS = Counter("tetrad_cache_lookups", "Lookups in the semantic cache by how they were answered", ["match"])
UNEMBEDDED = Counter("tetrad_cache_unembedded", "Topics looked up or stored without a vector, the embedder being away")
REFUSALS = Counter("tetrad_cache_refusals", "Near neighbours that the verifier refused, by reason", ["reason"])
