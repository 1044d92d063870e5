"""Forms in which other programs keep names beside photos; XMP is in `metadata.xmp`."""
