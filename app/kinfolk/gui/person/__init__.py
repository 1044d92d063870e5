"""The page of a person or group."""
