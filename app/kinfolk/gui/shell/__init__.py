"""The window around the pages: start, sidebar, menus, folders, strip, toasts."""
