"""What everything in the window uses: look, texts, threads, drag and drop, suggestions."""
