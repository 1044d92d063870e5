"""What is to be asked of the user, and what follows from an answer."""
