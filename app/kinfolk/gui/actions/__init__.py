"""What can be done from several screens."""
