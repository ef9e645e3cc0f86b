"""Whether what somebody wants a worksheet of is fit for a school: by a list of our own, then by a provider if one is set."""
