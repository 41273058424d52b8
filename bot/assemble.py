"""The composition root: the only place that knows which classes do the work."""

from collections.abc import Callable
from functools import cached_property

from bot.answer import Answerer, AnswerSpec
from bot.errors import ReaderError, SettingsError
from bot.examples import examples
from bot.reader import onnx
from bot.reader.calibration import Calibration
from bot.reader.extractive import ExtractiveReader
from bot.reader.hub import HubModel
from bot.reader.model import Model
from bot.reader.sentences import SentenceReader
from bot.reader.types import Reader
from bot.settings import EmbedderSettings, ReaderSettings, Settings
from corpus.passages import PassageSpec
from corpus.sample import QUESTIONS
from corpus.store import ArticleStore
from index.build import BuildSpec, build
from index.embed import PACKAGED, SentenceTransformerEmbedder
from index.errors import FactoryUnknown, ModelError
from index.generation import Generation
from index.generations import Generations
from index.live import Live
from index.manifest import Manifest
from index.retrieve import HybridRetriever
from index.types import Embedder, Progress

SENTENCES = "sentences"
"""What `reader.model` names the reader that needs no weights."""
CALIBRATION = "calibration.json"
"""In the home folder: what `dateline calibrate` found."""


def configured_embedder(settings: EmbedderSettings) -> Embedder:
    """The sentence-transformers model that the settings name.

    Raises:
        SettingsError: The settings name a model that cannot be loaded.
        ModelError: The packaged model cannot be loaded.
    """
    try:
        return SentenceTransformerEmbedder(settings.model, settings.precision)
    except ModelError as error:
        if settings.model is None:
            raise
        raise SettingsError(
            f"Setting embedder.model: {error}. Correct it, or leave it out for the packaged model; "
            "--debug shows more."
        ) from error


def configured_model(settings: ReaderSettings) -> Model:
    """The extractive question answering model that the settings name.

    Raises:
        SettingsError: The settings name a model that cannot be loaded.
        ReaderError: The packaged model cannot be loaded.
    """
    if settings.model is None:
        return onnx.OnnxModel()
    try:
        return HubModel(settings.model)
    except ReaderError as error:
        raise SettingsError(
            f"Setting reader.model: {error}. Correct it, or leave it out for the packaged reader, or set it "
            f'to "{SENTENCES}"; --debug shows more.'
        ) from error


class Assembly:
    """The parts of the program, put together as the settings say; each is made when it is first needed."""

    def __init__(
        self,
        settings: Settings,
        embedder: Callable[[EmbedderSettings], Embedder] = configured_embedder,
        model: Callable[[ReaderSettings], Model] = configured_model,
    ) -> None:
        self.settings = settings
        self._make_embedder = embedder
        self._make_model = model

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
        """Build a generation from the store and publish it, then remove those that are too many.

        Raises:
            SettingsError: `build.faiss` names no index that can be made.
            BuildError: See `index.build.build`.
        """
        chosen = self.settings.build
        cut = PassageSpec(words=chosen.passage_words, overlap=chosen.overlap_sentences)
        with self.articles() as store:
            spec = BuildSpec(cut, chosen.faiss)
            try:
                manifest = build(store, self.generations, self.embedder, spec, progress)
            except FactoryUnknown as error:
                raise SettingsError(f"Setting build.faiss: {error}.") from error
        self.generations.prune(chosen.keep)
        return manifest

    def changed_settings(self, manifest: Manifest) -> list[str]:
        """The keys of settings that a generation was not built with; the next build follows them.

        A precision of "auto" is content with whichever was used.
        """
        model, chosen = self.settings.embedder, self.settings.build
        made, cut = manifest.embedder, manifest.built_by["passages"]
        told = {
            "embedder.model": (made.name, model.model or PACKAGED),
            "embedder.precision": (
                made.precision,
                made.precision if model.precision == "auto" else model.precision,
            ),
            "build.passage_words": (cut["words"], chosen.passage_words),
            "build.overlap_sentences": (cut["overlap"], chosen.overlap_sentences),
            "build.faiss": (manifest.built_by["factory"], chosen.faiss),
        }
        return [key for key, (was, wanted) in told.items() if was != wanted]

    def check_answering(self, generation: Generation) -> None:
        """Raise what a question would raise because the settings name another model than the generation's.

        The model is loaded only where the settings name another one, which may be the same by another name.
        """
        if "embedder.model" in self.changed_settings(generation.manifest):
            generation.manifest.check_model(self.embedder)

    def answerer(self, *, wait: bool) -> Answerer:
        """The answerer on the current generation; it follows when another becomes current.

        With `wait` a question waits for a new generation to load; without, the old one goes on answering
        until the new one stands ready.
        """
        chosen = self.settings.retrieval

        def retriever(generation: Generation) -> HybridRetriever:
            return HybridRetriever(generation, self.embedder, chosen.candidates)

        live = Live(self.generations, self.embedder, wait=wait)
        return Answerer(
            live,
            retriever,
            self.reader,
            AnswerSpec(passages=chosen.passages, today=self.settings.answers.today),
        )

    @cached_property
    def model(self) -> Model:
        """The model that reads; not there for the reader that needs none."""
        return self._make_model(self.settings.reader)

    @property
    def reader_name(self) -> str:
        """The reader as `status` tells it."""
        return self.settings.reader.model or onnx.checked(onnx.PACKAGED)["name"]

    @cached_property
    def calibration(self) -> Calibration:
        """What `dateline calibrate` found for this model here, else what the packaged one comes with.

        Raises:
            ReaderError: It cannot be read.
        """
        here = self.settings.home / CALIBRATION
        if here.exists() and (found := Calibration.load(here)).reader == self.model.digest:
            return found
        return Calibration.load(onnx.PACKAGED / onnx.CALIBRATION)

    def reader(self, generation: Generation) -> Reader:
        """The reader that the settings name, for one generation."""
        chosen, floor = self.settings.reader, generation.manifest.noise_floor
        reader: SentenceReader | ExtractiveReader
        if chosen.model == SENTENCES:
            reader = SentenceReader(self.embedder, floor)
        else:
            reader = ExtractiveReader(self.model, self.calibration, floor)
        return reader if chosen.threshold is None else reader.refusing_below(chosen.threshold)

    def examples(self, answerer: Answerer) -> list[str]:
        """Questions to show a newcomer, each of them answered by the current generation."""
        wanted = self.settings.examples
        return examples(answerer, QUESTIONS if wanted is None else wanted)
