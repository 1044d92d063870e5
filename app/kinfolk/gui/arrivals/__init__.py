"""The New page: what scans have placed with people one knows."""
