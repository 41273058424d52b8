"""What stops a training, in words for the person who started it."""


class TrainingError(Exception):
    """A set is broken, or a folder holds the checkpoints of another recipe."""
