"""What the worker does for consultation requests."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.urls import reverse

from home.models import ConsultationRequest


@task()
def mail_notice(request_pk: int) -> None:
    """Tell the firm of a request: initials and a link, never what it says."""
    request = ConsultationRequest.objects.filter(pk=request_pk).first()
    if request is None or request.page is None:
        return
    page = request.page.specific
    recipients = [part.strip() for part in page.to_address.split(",") if part.strip()]
    if not recipients:
        return
    address = reverse("consultation_requests:edit", args=[request.pk])
    EmailMessage(
        subject=page.subject or "A consultation request has arrived",
        body=(
            f"From: {request.initials or 'no name given'}\n"
            f"Form: {page.title}\n\n"
            f"Read and answer it here:\n{settings.WAGTAILADMIN_BASE_URL}{address}\n"
        ),
        from_email=page.from_address or None,
        to=recipients,
    ).send()
