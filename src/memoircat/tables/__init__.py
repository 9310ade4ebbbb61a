"""Table files (CSV, XLSX).

Encodings are detected by strict decoding; cells that a spreadsheet would run as formulas are quoted.
"""
