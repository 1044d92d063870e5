"""What the product is: libraries, photos, faces and people. No Qt, no inference."""
