"""Actions that several screens share: each writes one step that Undo takes back."""
