"""Language models behind one protocol, with deadlines and typed failures."""
