"""The page of people and of groups without a name, where groups are named."""
