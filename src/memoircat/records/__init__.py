"""What is catalogued: record types, their fields declared once, properties, vocabularies, completeness."""
