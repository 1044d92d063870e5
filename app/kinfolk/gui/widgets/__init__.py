"""Controls that know nothing of faces and people: fields, lists, sheets, bars."""
