"""The composition root: the only place that knows which classes do the work."""

from collections.abc import Callable
from functools import cached_property

from bot.answer import Answerer, AnswerSpec
from bot.examples import examples
from bot.reader.sentences import SentenceReader
from bot.settings import EmbedderSettings, Settings
from corpus.passages import PassageSpec
from corpus.sample import QUESTIONS
from corpus.store import ArticleStore
from index.build import BuildSpec, build
from index.embed import SentenceTransformerEmbedder
from index.generation import Generation
from index.generations import Generations
from index.live import Live
from index.manifest import Manifest
from index.retrieve import HybridRetriever, RetrievalSpec
from index.types import Embedder, Progress


def packaged_embedder(settings: EmbedderSettings) -> Embedder:
    """The sentence-transformers model that the settings name."""
    return SentenceTransformerEmbedder(settings.model, settings.precision)


class Assembly:
    """The parts of the program, put together as the settings say; each is made when it is first needed."""

    def __init__(
        self, settings: Settings, embedder: Callable[[EmbedderSettings], Embedder] = packaged_embedder
    ) -> None:
        self.settings = settings
        self._make_embedder = embedder

    @cached_property
    def embedder(self) -> Embedder:
        """The model; loading it takes seconds."""
        return self._make_embedder(self.settings.embedder)

    @cached_property
    def generations(self) -> Generations:
        """The generations below the home folder."""
        return Generations(self.settings.home / "generations")

    def articles(self) -> ArticleStore:
        """The article store, opened; close it, or use it in a `with` block."""
        return ArticleStore(self.settings.home / "articles.sqlite")

    def rebuild(self, progress: Progress | None = None) -> Manifest:
        """Build a generation from the store and publish it, then remove those that are too many."""
        chosen = self.settings.build
        spec = BuildSpec(
            passages=PassageSpec(words=chosen.passage_words, overlap=chosen.overlap_sentences),
            factory=chosen.faiss,
        )
        with self.articles() as store:
            manifest = build(store, self.generations, self.embedder, spec, progress)
        self.generations.prune(chosen.keep)
        return manifest

    def answerer(self, *, wait: bool) -> Answerer:
        """The answerer on the current generation; it follows when another becomes current.

        With `wait` a question waits for a new generation to load; without, the old one goes on answering
        until the new one stands ready.
        """
        chosen = self.settings.retrieval
        spec = RetrievalSpec(by_vectors=chosen.candidates, by_words=chosen.candidates)

        def retriever(generation: Generation) -> HybridRetriever:
            return HybridRetriever(generation, self.embedder, spec)

        live = Live(self.generations, self.embedder, wait=wait)
        return Answerer(live, retriever, self._reader, AnswerSpec(passages=chosen.passages))

    def _reader(self, generation: Generation) -> SentenceReader:
        reader = SentenceReader(self.embedder, generation.manifest.noise_floor)
        threshold = self.settings.reader.threshold
        return reader if threshold is None else reader.refusing_below(threshold)

    def examples(self, answerer: Answerer) -> list[str]:
        """Questions to show a newcomer, each of them answered by the current generation."""
        wanted = self.settings.examples
        return examples(answerer, QUESTIONS if wanted is None else wanted)
