"""Image files: originals stored by their content and safe on disk before a record refers to them; thumbnails."""
