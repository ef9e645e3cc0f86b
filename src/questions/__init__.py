"""The question itself: its model, the rules it must pass, and the generators that compute it."""
