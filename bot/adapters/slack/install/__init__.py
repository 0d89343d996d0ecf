"""Many workspaces: installing by OAuth, and the tokens that come of it."""
