"""The home page, free pages, and the consultation form."""

from .consultation import ConsultationPage, FormField
from .consultation_request import ConsultationRequest
from .home_page import HomePage
from .standard_page import StandardPage

__all__ = [
    "ConsultationPage",
    "ConsultationRequest",
    "FormField",
    "HomePage",
    "StandardPage",
]
