"""From an HTTP request to one of aiogram's models of the Bot API's methods, with nothing left over.

Telegram ignores parameters that it does not know; here they are refused, for they are mistakes.
"""

import json
import re
from typing import Any, get_args

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile
from aiohttp import web
from pydantic import BaseModel, ValidationError

from tests.emulator.refusals import Refused

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    model.__api_method__.lower(): model
    for model in (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    if isinstance(model, type) and issubclass(model, TelegramMethod) and model is not TelegramMethod
}
"""Every method of the Bot API by its name in lower case; Telegram does not mind the case either."""


async def parameters(request: web.Request) -> dict[str, Any]:
    """The parameters of a request, from its address and its body in any of the three allowed forms."""
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.read()
        try:
            found |= json.loads(body or b"{}")
        except (ValueError, TypeError):
            raise Refused("can't parse JSON object") from None
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                found[name] = BufferedInputFile(value.file.read(), filename=value.filename)
            else:
                found[name] = value
    elif request.body_exists and request.content_length:
        raise Refused(f"unsupported content type {request.content_type}")
    return found


def _strings_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in (*value, *value.values()) for text in _strings_in(one)]
    return [text for one in value for text in _strings_in(one)] if isinstance(value, list) else []


def _takes_text(annotation: Any) -> bool:
    return annotation is str or any(_takes_text(one) for one in get_args(annotation) if one is not annotation)


def _value(name: str, value: Any, annotation: Any) -> Any:
    """A form carries only strings: numbers, flags and objects come JSON-encoded in them."""
    if not isinstance(value, str):
        return value
    whole_list = re.match(r"(typing\.)?(list|List)\[", str(annotation))
    if not whole_list and _takes_text(_top(annotation)):
        return int(value) if name.endswith("chat_id") and re.fullmatch(r"-?\d+", value) else value
    try:
        return json.loads(value)
    except ValueError:
        raise Refused(f"can't parse {name} JSON object") from None


def _top(annotation: Any) -> Any:
    """The union's own members that are no containers."""
    members = [one for one in (get_args(annotation) or (annotation,)) if not str(one).startswith("list[")]
    return tuple[tuple(members)] if members else annotation  # type: ignore[misc]


def _unknown(model: BaseModel, path: str = "") -> list[str]:
    """Places of everything in a model, however deep, that the Bot API does not define."""
    found = [f"{path}{name}" for name in model.model_extra or {}]
    for name in type(model).model_fields:
        value = getattr(model, name, None)
        for number, one in enumerate(_flat(value)):
            found += _unknown(one, f"{path}{name}[{number}].") if isinstance(one, BaseModel) else []
    return found


def _flat(value: Any) -> list[Any]:
    return [inner for one in value for inner in _flat(one)] if isinstance(value, list) else [value]


def parse(name: str, given: dict[str, Any]) -> TelegramMethod[Any]:
    """The call that a request makes; raises Refused where the method or a parameter is not of the Bot API."""
    model = METHODS.get(name.lower())
    if model is None:
        raise Refused("method not found", 404)
    for text in _strings_in(given):
        if not text.isprintable() and any("\ud800" <= one <= "\udfff" for one in text):
            raise Refused("strings must be encoded in UTF-8")
    fields = {field.alias or key: field.annotation for key, field in model.model_fields.items()}
    if left_over := sorted(set(given) - set(fields)):
        raise Refused(f"unknown parameter {left_over[0]} of {model.__api_method__}")
    decoded = {key: _value(key, value, fields[key]) for key, value in given.items()}
    for text in _strings_in(decoded):
        if any("\ud800" <= one <= "\udfff" for one in text):
            raise Refused("strings must be encoded in UTF-8")
    try:
        call = model.model_validate(decoded)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Refused(f"parameter {place} of {model.__api_method__}: {first['msg']}") from None
    if left_over := _unknown(call):
        raise Refused(f"unknown field {left_over[0]} in {model.__api_method__}")
    return call
