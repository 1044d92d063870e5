"""What the user is asked, and what follows from an answer."""
