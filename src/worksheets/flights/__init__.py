"""Single flight: equivalent requests that come at once are answered by one worksheet, whichever machine they reach."""
