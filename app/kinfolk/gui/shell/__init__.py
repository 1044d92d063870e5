"""The window around the screens: starting, sidebar, menus, folders, the strip."""
