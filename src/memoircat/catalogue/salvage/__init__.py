"""Brings what can still be read out of a damaged catalogue into a new one; see `salvage.salvage`."""
