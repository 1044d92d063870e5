"""The people API on this machine: thin HTTP routes over `app.core`, on loopback only."""
