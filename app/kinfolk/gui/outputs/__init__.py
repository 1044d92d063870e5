"""What is done with photos that were found: copied, printed on a contact sheet, shown in turn."""
