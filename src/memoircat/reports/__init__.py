"""Reports: what they say, as a `content.Report` without any file format, and how it is written as PDF, HTML or CSV."""
