"""From pixels to numbers: detect, embed, grade and group faces. No database, no Qt."""
