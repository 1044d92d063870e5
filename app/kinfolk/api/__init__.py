"""The people API on this machine: thin HTTP routes over `kinfolk.core`, on loopback only."""
