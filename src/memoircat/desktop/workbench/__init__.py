"""The page of one record: its images and form, the source in hand, and drafts of what is typed and not saved."""
