"""Names and dates in and next to photos: read as other programs wrote them, and written."""
