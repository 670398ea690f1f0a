"""The addresses that each language of the site has beside those of its pages."""

from django.urls import path

from cms.serving.public import public_content

from . import views

urlpatterns = [path("search/", public_content(views.search), name="search")]
