"""The frame around the pages: the main window, its bars and actions, and which page is shown."""
