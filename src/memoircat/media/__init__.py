"""Image files: taken in by content, durable before the record says so; thumbnails in the cache; page order."""
