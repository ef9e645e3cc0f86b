"""From the best rated worksheets to examples for a model of one's own, and the provider's jobs that train it."""
