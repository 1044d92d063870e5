"""The history panel, which shows the steps and goes back to any of them."""
