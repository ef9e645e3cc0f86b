"""What askers say of a worksheet they were given."""
