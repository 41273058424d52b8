"""What can go wrong with index generations. Messages say what, where, and what to do."""


class GenerationError(Exception):
    """Base of all errors of the index package."""


class GenerationMissing(GenerationError):
    """There is no such generation, or none at all yet."""


class PointerLost(GenerationError):
    """Generations stand, but CURRENT is gone or names none of them, so that none answers."""


class GenerationStale(GenerationError):
    """The generation was built with other settings or by another version."""


class GenerationCorrupt(GenerationError):
    """A file of the generation is missing or differs from its digest."""


class BuildError(GenerationError):
    """A generation could not be built: nothing to index, another build running, no space left."""


class FactoryUnknown(BuildError):
    """FAISS can make no index from the factory string that was asked for."""


class ModelError(GenerationError):
    """A model cannot be loaded or is not the one that was expected."""
