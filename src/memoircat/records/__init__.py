"""What is catalogued: the record types with their fields, the parts of records, properties, vocabularies, completeness.

Each field is declared once (`declare`); `registry` lists the types and parts over which the rest of the program loops.
"""
