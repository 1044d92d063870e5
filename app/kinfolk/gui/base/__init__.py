"""What all of the window stands on: the look, words, threads, what is dragged."""
