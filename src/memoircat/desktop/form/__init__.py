"""The form of a record, made from its declarations and edited in place."""
