"""The search box: searches in a thread of their own, hits shown as they come."""
