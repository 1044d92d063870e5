"""Whole photos in justified rows under headings: what each page of photos is made of."""
