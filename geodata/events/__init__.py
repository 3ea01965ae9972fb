"""The reader's own files of events, read into one small model, and what happened around the sites before and after."""
