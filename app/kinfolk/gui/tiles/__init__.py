"""The view of many tiles: its model, its layouts, and the headings over the tiles."""
