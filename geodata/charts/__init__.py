"""Charts: pure functions from measures to altair. They know no page and no session."""
