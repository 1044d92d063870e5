"""The library: photos, faces and people, and the rules for them. No Qt, no inference."""
