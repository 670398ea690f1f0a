"""A check at the start: every page type must have a mapping in the content API.

Kinds of blocks need no check: one without a mapping stops the start (`UnmappedBlock`).
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from wagtail.models import Page, get_page_models

from cms.api.registry import registry


def check_page_types(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """An error for each page type that clients could not read."""
    return [
        Error(
            f"The content API has no mapping for the page type {model._meta.label}.",
            hint="Clients would miss these pages. Write its card and its document in "
            f"{model._meta.app_config.name}/api.py and offer them with "
            "registry.register_page(PageKind(…)), as blog/api.py does.",
            obj=model,
            id="content_api.E001",
        )
        for model in get_page_models()
        if model is not Page
        and model not in registry.kinds
        and (app_configs is None or model._meta.app_config in app_configs)
    ]
