"""Everything that is Qt: the window, its pages, dialogs, models and delegates."""
