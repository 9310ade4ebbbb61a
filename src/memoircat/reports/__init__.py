"""What is reported (a description free of any renderer) and how it is written: PDF, HTML, CSV."""
