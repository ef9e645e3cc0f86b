"""The right of one worker to carry a generation on, and how it is used, noticed to be lost, and given up."""
