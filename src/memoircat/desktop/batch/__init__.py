"""Many records edited in one step: a selection, find and replace."""
