"""Whether a wish for a worksheet is fit for a school: by our own lists, and by a provider if one is set."""
