"""Rows in and out of table files, safely: encodings tried strictly, formulas neutralised."""
