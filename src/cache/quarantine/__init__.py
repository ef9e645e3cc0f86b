"""What askers say of a match: pairs never served again, worksheets withdrawn, wordings that are one topic."""
