"""What the record says, as plain values: no file, no clock, no network."""
