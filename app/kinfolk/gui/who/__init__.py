"""Who is it: fields that ask for a person, and lists of people to choose from."""
