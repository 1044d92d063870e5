"""What can be done with photos: copy them, print a contact sheet, show slides."""
