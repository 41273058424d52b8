"""What can go wrong between a file and the store. Messages say what, where, and what to do."""


class CorpusError(Exception):
    """Base of all errors of the corpus package."""


class SourceError(CorpusError):
    """A file cannot be read as the format it claims to be, or holds no article."""


class StoreError(CorpusError):
    """The article store cannot be opened, migrated or written."""


class BadOption(CorpusError):
    """A value given for all articles of one ingest (outlet, published, url) makes no sense."""
