"""Small widgets that screens share. Each takes a ``Look`` first and can be given another with ``set_look``."""
