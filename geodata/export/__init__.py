"""What can be taken away: the map as one file, the data in every usual format, a citation."""
