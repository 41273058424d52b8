"""What can go wrong between a question and its answer. Messages say what, where, and what to do."""

from index.errors import ModelError


class BotError(Exception):
    """Base of all errors of the bot package."""


class SettingsError(BotError):
    """A setting is unknown, wrong, or stands where it must not."""


class QuestionError(BotError):
    """A question that cannot be asked: empty, too long, or without words."""


class UsageError(BotError):
    """A command was called with something it cannot use."""


class ReaderError(ModelError):
    """The reader's model is missing, is not the one that belongs there, or cannot be loaded."""
