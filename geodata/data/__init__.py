"""The files of a mission: found, read, checked and turned into the values of `geodata.domain`."""
