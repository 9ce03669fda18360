"""The form on screen: a Sheet painted as paper and typed into."""
