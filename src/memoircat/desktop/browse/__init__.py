"""Browsing: the navigation, a list narrowed by facets, the holdings as a tree, and the selected record beside it."""
