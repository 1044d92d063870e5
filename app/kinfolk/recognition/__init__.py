"""Who is who: what the library knows, joined with what vision sees."""
