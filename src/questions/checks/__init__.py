"""Rules every question must pass, whatever wrote it."""
