"""Everything an operator can set, in one place: `dateline.toml` and DATELINE_* variables.

Variables stand over the file; two underscores go one level down (DATELINE_TELEGRAM__API_BASE). The bot
token is no setting: it comes from TELEGRAM_BOT_TOKEN or from the file that `telegram.token_file` names.
Nor is the key that hashes ids of people: it comes from DATELINE_ID_KEY or from `telegram.key_file`.
"""

import difflib
import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as MalformedVariable
from pydantic_settings.sources import PydanticBaseSettingsSource

from bot.answer import AnswerSpec
from bot.errors import SettingsError
from bot.tokens import TOKEN
from corpus.passages import PassageSpec
from index.generations import KEPT
from index.retrieve import CANDIDATES
from index.vectors import AUTO

FILE_NAME = "dateline.toml"
TOKEN_VARIABLE = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - a name, not a token
_PREFIX = "DATELINE_"
KEY_VARIABLE = "DATELINE_ID_KEY"
_NO_SETTINGS = frozenset({"DATELINE_HOME", "DATELINE_DATA", "DATELINE_DEBUG", KEY_VARIABLE})
_CUT = PassageSpec()
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def _numbers(value: Any) -> Any:
    """What a variable lists, as 1,2 or [1, 2]. An empty one is refused: nobody listed lets everybody in."""
    if not isinstance(value, str):
        return value
    listed = re.fullmatch(r"\[\s*(.*?)\s*\]|(.+)", value.strip())
    if listed and listed[1] == "":
        return []
    parts = (listed[1] or listed[2]).split(",") if listed else [""]
    if not all(re.fullmatch(r"\s*-?\d{1,19}\s*", part) for part in parts):
        raise ValueError("must be whole numbers with commas between them, such as 1,2")
    return [int(part) for part in parts]


_Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers)]


class Section(BaseModel):
    """A group of settings: fixed once read, and without room for unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)


class EmbedderSettings(Section):
    """The sentence-transformers model. `model` is a path or a hub name; None is the packaged MiniLM.

    `precision` "auto" is bfloat16 where the CPU computes in it, else float32.
    """

    model: str | None = None
    precision: Literal["auto", "float32", "bfloat16"] = "auto"


class BuildSettings(Section):
    """How a generation is built: most words a passage, sentences it repeats of the one before, FAISS index.

    `faiss` is a factory string, or "auto" to choose by size. `keep` generations stay after a build.
    """

    passage_words: Annotated[int, Field(ge=30, le=400)] = _CUT.words
    overlap_sentences: Annotated[int, Field(ge=0, le=10)] = _CUT.overlap
    faiss: str = AUTO
    keep: Annotated[int, Field(ge=1)] = KEPT


class RetrievalSettings(Section):
    """How many candidates each index gives, and how many passages the reader gets."""

    candidates: Annotated[int, Field(ge=1, le=1000)] = CANDIDATES
    passages: Annotated[int, Field(ge=1, le=100)] = AnswerSpec().passages


class ReaderSettings(Section):
    """What reads the passages, and the score below which a question is refused (None: the calibrated one).

    `model` None is the packaged reader, "sentences" the one that needs no weights, anything else a folder or
    the hub name of an extractive question answering model.
    """

    model: str | None = None
    threshold: float | None = None


class AnswerSettings(Section):
    """The day that "yesterday" and "this week" in questions count from: the newest article's, or today."""

    today: Literal["newest", "today"] = AnswerSpec().today


class LimitSettings(Section):
    """How much may be asked, by one person and in one group; `deadline` in seconds."""

    seconds_between_questions: Annotated[float, Field(ge=0)] = 3
    questions_per_hour: Annotated[int, Field(ge=1)] = 60
    group_answers_per_minute: Annotated[int, Field(ge=1)] = 6
    group_seconds_between_questions: Annotated[float, Field(ge=0)] = 10
    queue: Annotated[int, Field(ge=1)] = 64
    deadline: Annotated[float, Field(gt=0)] = 10


class WebhookSettings(Section):
    """Updates by webhook: the public https URL, where to listen behind TLS, and the shared secret."""

    url: str
    secret: SecretStr
    listen: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8443

    @field_validator("url")
    @classmethod
    def _https(cls, url: str) -> str:
        return _secure_url(url)

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
            raise ValueError("must be 16 to 256 letters, digits, _ or -")
        return secret


class TelegramSettings(Section):
    """The Telegram front. Empty lists of allowed users and chats let everybody in.

    Updates are polled unless `webhook` is set. `key_file` holds the key that ids of people are hashed with;
    it is made where there is none.
    """

    token_file: Path | None = None
    key_file: Path = Path("~/.config/dateline/telegram.key")
    api_base: str = "https://api.telegram.org"
    allowed_users: _Ids = frozenset()
    allowed_chats: _Ids = frozenset()
    webhook: WebhookSettings | None = None
    drop_pending: bool = False
    limits: LimitSettings = LimitSettings()

    @field_validator("api_base")
    @classmethod
    def _https(cls, url: str) -> str:
        return _secure_url(url).rstrip("/")


class Settings(BaseSettings):
    """All settings. `home` is the folder that holds everything the program writes; the file cannot set it.

    `examples` are questions to show a newcomer; None offers those of the sample corpus. Only questions
    that the live generation answers are shown.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    home: Path = Path("var")
    examples: tuple[str, ...] | None = None
    embedder: EmbedderSettings = EmbedderSettings()
    build: BuildSettings = BuildSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    reader: ReaderSettings = ReaderSettings()
    answers: AnswerSettings = AnswerSettings()
    telegram: TelegramSettings = TelegramSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables over what `load` read from the file; nothing else is looked at."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @classmethod
    def load(cls, home: Path, config: Path | None = None) -> Self:
        """Settings from `config`, else ./dateline.toml, else HOME/dateline.toml, and the environment.

        Raises:
            SettingsError: A file cannot be read, or a key is unknown or wrong; names the key.
        """
        path = config or next((p for p in (Path(FILE_NAME), home / FILE_NAME) if p.is_file()), None)
        values = _read(path) if path else {}
        for name, key in _variables():
            _known(key, f"environment variable {name}", name)
        try:
            return cls(**values).model_copy(update={"home": home})
        except ValidationError as error:
            raise SettingsError(_explain(error, path)) from None
        except MalformedVariable:
            sections = " or ".join(name for name, key in _variables() if "." not in key)
            raise SettingsError(
                f"{sections} cannot be read: give a section as a JSON object, or each of its keys in a "
                f"variable of its own, such as {_PREFIX}READER__THRESHOLD."
            ) from None

    def token(self) -> str | None:
        """The bot token from TELEGRAM_BOT_TOKEN, else from `telegram.token_file`, else None.

        Raises:
            SettingsError: The file is missing, empty, or can be read by others than its owner.
        """
        if token := os.environ.get(TOKEN_VARIABLE, "").strip():
            return token
        path = self.telegram.token_file
        if path is None:
            return None
        if token := secret_in(path.expanduser()):
            return token
        raise SettingsError(f"telegram.token_file: {path} is empty; write the bot's token into it.")

    def id_key(self) -> str | None:
        """The key that ids of people are hashed with, where DATELINE_ID_KEY gives it."""
        return os.environ.get(KEY_VARIABLE, "").strip() or None


def secret_in(path: Path) -> str:
    """What stands in a file that its owner alone can read, without white space around it.

    Raises:
        SettingsError: It cannot be read, or others can read it.
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            raise SettingsError(f"{path} can be read by others (mode {mode:04o}): chmod 600 {path}")
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Cannot read {path}: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Cannot read the settings file {path}: {_reason(error)}.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from None
    for key, value in _leaves(values):
        if key.rsplit(".", 1)[-1] in {"token", "bot_token"} or TOKEN.search(str(value)):
            raise SettingsError(
                f"{path}: {key}: a bot token must not stand in a settings file; set {TOKEN_VARIABLE}, or "
                "write it into a file of mode 0600 and name that file in telegram.token_file."
            )
        _known(key, str(path), key)
    return values


def _leaves(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{key}.")
        else:
            yield key, value


def _variables() -> Iterator[tuple[str, str]]:
    """The DATELINE_* variables that are set, with the keys that they mean."""
    for name in os.environ:
        if name.upper().startswith(_PREFIX) and name.upper() not in _NO_SETTINGS:
            yield name, name[len(_PREFIX) :].lower().replace("__", ".")


def _keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        key = f"{prefix}{name}"
        section = next((t for t in _types(info.annotation) if issubclass(t, Section)), None)
        if section:
            yield key
            yield from _keys(section, f"{key}.")
        elif key != "home":
            yield key


def _types(annotation: Any) -> list[type]:
    parts = getattr(annotation, "__args__", None) or (annotation,)
    return [p for p in parts if isinstance(p, type)]


def _known(key: str, where: str, shown: str) -> None:
    keys = list(_keys(Settings))
    if key in keys:
        return
    near = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
    if near and shown != key:
        near = [_PREFIX + near[0].replace(".", "__").upper()]
    hint = f" Did you mean {near[0]}?" if near else ""
    raise SettingsError(f"Unknown setting {shown!r} in {where}.{hint}")


_IN_WORDS = {
    "missing": "is required here but not set",
    "tuple_type": 'must be a list, such as ["a", "b"]',
    "frozen_set_type": "must be a list, such as [1, 2]",
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "model_type": "must be a section: set the keys in it one by one",
}


def _explain(error: ValidationError, path: Path | None) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(part for part in first["loc"] if isinstance(part, str))
    variable = _PREFIX + key.replace(".", "__").upper()
    where = variable if variable in os.environ else str(path or "the settings")
    message = _IN_WORDS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    return f"Setting {key!r} in {where}: {message}."


def _secure_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return url
    raise ValueError("must be an https URL (http only to this machine itself)")
