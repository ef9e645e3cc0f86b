"""Pool, transactions, migrations."""
