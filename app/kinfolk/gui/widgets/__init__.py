"""Controls that know nobody: fields, cards, lists, sheets."""
