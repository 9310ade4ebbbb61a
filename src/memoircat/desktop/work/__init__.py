"""One record over the whole width, what is being entered from, and what is typed and not saved."""
