"""What can go wrong for an operator.

BotError
  ConfigError   a setting that cannot be used
  PictureError  a picture that cannot be drawn

A corpus that cannot be read is ``corpus.article.CorpusError``; ``bot.app`` turns it into a BotError.
"""


class BotError(Exception):
    """Something the person at the keyboard can put right; the message says what is wrong and what to do."""


class ConfigError(BotError):
    """A setting that cannot be used; the message names it and where it was read."""


class PictureError(BotError):
    """A picture that cannot be drawn; what it would have shown is said in words."""
