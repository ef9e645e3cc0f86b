"""From the bytes of a file to its text, in a process of its own that may use little and open nothing."""
