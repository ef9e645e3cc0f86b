"""Writing a worksheet with a language model and checking what came back."""
