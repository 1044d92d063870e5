"""Names that photos carry: read as other programs wrote them, and written beside the photo."""
