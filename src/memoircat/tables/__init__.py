"""Reading and writing table files (CSV, XLSX): encodings are proved by strict decoding, formulas made harmless."""
