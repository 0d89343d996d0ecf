"""Slack: commands, conversations, buttons and views, on Bolt."""
