"""The dialogs that belong to no single page, and the frame that all dialogs share."""
