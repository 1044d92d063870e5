"""The history: its steps, undone and redone, and what each step did in words."""
