"""What the cache holds, why it answers as it does, and how to remove parts of it: for operators."""
