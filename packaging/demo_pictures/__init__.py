"""The pictures of the demonstration catalogue, drawn with Pillow; `draw_demo_pictures.py` runs it."""
