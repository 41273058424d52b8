"""A small corpus to try the program on: original articles about real events, by outlets that do not exist.

Every outlet carries "(sample)" in its name and every link leads to example.org or example.com. The events
and figures are on the public record of their dates; figures differ between outlets and days as they did then.
Nobody is quoted in direct speech. `FOLDER` holds article files and nothing else, in each format that can be
ingested.
"""

from pathlib import Path

FOLDER: Path = Path(__file__).resolve().parent / "articles"
"""The folder of the article files; `dateline ingest` takes it as it is."""

QUESTIONS: tuple[str, ...] = (
    "who sent troops?",
    "how many people were detained in Kazakhstan?",
    "when did the Ever Given come free?",
    "how much oil leaked into the sea in Peru?",
    "by how many minutes did DART shorten the orbit of Dimorphos?",
    "how deep down is Shackleton's ship?",
    "where did the Indian Moon lander touch down?",
    "what caused the fire at Notre-Dame?",
)
"""Example questions in people's own words, each one answered by the articles."""
