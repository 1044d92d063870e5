"""From folders of photos to faces of people: joins vision to core."""
