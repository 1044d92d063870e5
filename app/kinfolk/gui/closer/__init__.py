"""Looking closer at a group: taking faces out of it, and splitting it."""
