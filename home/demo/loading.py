"""Builds the fictional firm through the models, as staff would in the admin."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from blog.models import ArticleAuthor, ArticlePage, BlogIndexPage, Category
from cms.models import (
    CallToAction,
    FirmImage,
    FirmSettings,
    NavigationSettings,
    OfficeHours,
    PhoneHours,
    SocialProfile,
)
from home.demo.composing import Library, compose
from home.models import ConsultationPage, FormField, HomePage, StandardPage
from people.models import (
    Admission,
    AttorneyPage,
    AttorneyProfile,
    AttorneyRole,
    Award,
    Education,
    Experience,
    PeopleIndexPage,
    PracticeArea,
    SpokenLanguage,
    Testimonial,
)

FOLDER = Path(__file__).parent
PAGE_TEXTS = ("title", "search_description", "listing_summary", "introduction")
INLINE_MODELS = {
    "admissions": Admission,
    "education": Education,
    "languages": SpokenLanguage,
    "experience": Experience,
    "profiles": AttorneyProfile,
}


class DemoLoader:
    """Loads the demo in two passes: first what is linked to, then the texts."""

    def __init__(self) -> None:
        self.library = Library()
        self.firm = read("firm")
        self.home = read("home")
        self.standing = read("pages")
        self.people = read("attorneys")
        self.articles = [
            tomllib.loads(path.read_text())
            for path in sorted((FOLDER / "articles").glob("*.toml"))
        ]

    @transaction.atomic
    def load(self) -> None:
        """Make the whole site."""
        self.load_files()
        self.make_home()
        self.load_snippets()
        self.make_pages()
        self.make_attorneys()
        self.make_articles()
        self.link_snippets()
        self.load_settings()
        self.write_texts()

    def load_files(self) -> None:
        """The pictures and the documents."""
        for picture in read("pictures")["pictures"]:
            [path] = (FOLDER / "images").glob(f"{picture['key']}.*")
            with path.open("rb") as file:
                image = FirmImage(title=picture["alt"], description=picture["alt"])
                image.file = ImageFile(file, name=path.name)
                set_focal_point(image, picture["kind"])
                image.save()
            self.library.images[picture["key"]] = image
        for entry in read("documents")["documents"]:
            path = FOLDER / "documents" / f"{entry['key']}.pdf"
            with path.open("rb") as file:
                document = get_document_model()(title=entry["title"])
                document.file.save(entry["file_name"], File(file), save=True)
            self.library.documents[entry["key"]] = document

    def make_home(self) -> None:
        """The home page, and the site that it is the root of."""
        root = Page.objects.get(depth=1)
        Page.objects.filter(depth=2, content_type__model="page").delete()
        home = HomePage(slug=self.home["slug"], **self.page_fields(self.home))
        root.refresh_from_db()
        root.add_child(instance=home)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": "localhost",
                "site_name": self.firm["firm"]["firm_name"],
                "root_page": home,
            },
        )
        self.library.pages["/"] = home

    def load_snippets(self) -> None:
        """Roles, practice areas, categories, calls to action and testimonials."""
        self.make_snippets(AttorneyRole, self.people["roles"], "name")
        self.make_snippets(PracticeArea, self.people["practice_areas"], "slug")
        self.make_snippets(CallToAction, self.firm["calls_to_action"], "key")
        self.make_snippets(Testimonial, read("testimonials")["testimonials"], "key")
        categories = read("categories")["categories"]
        self.make_snippets(Category, categories, "slug")
        for entry in categories:
            if entry["parent"]:
                category = self.library.snippet(Category, entry["slug"])
                category.parent = self.library.snippet(Category, entry["parent"])
                category.save()

    def make_snippets(self, model: Any, entries: list[dict], name: str) -> None:
        """Snippets of one model; links to pages follow when there are pages."""
        later = {"key", "parent", "page", "target_page"}
        self.library.snippets[model._meta.model_name] = {
            entry[name]: model.objects.create(
                **{field: value for field, value in entry.items() if field not in later}
            )
            for entry in entries
        }

    def link_snippets(self) -> None:
        """The pages that calls to action and practice areas lead to."""
        for entry in self.firm["calls_to_action"]:
            if entry["target_page"]:
                call = self.library.snippet(CallToAction, entry["key"])
                call.target_page = self.library.pages[entry["target_page"]]
                call.save()
        for entry in self.people["practice_areas"]:
            area = self.library.snippet(PracticeArea, entry["slug"])
            area.page = self.library.pages.get(entry["page"])
            area.save()

    def make_pages(self) -> None:
        """Standing pages without their sections, and the form with its questions."""
        self.add_page("/people/", PeopleIndexPage(**self.page_fields(self.people_data)))
        articles = self.standing["articles"]
        blog = BlogIndexPage(**self.page_fields(articles))
        blog.articles_per_page = articles["articles_per_page"]
        self.add_page("/articles/", blog)
        for entry in sorted(self.standing["pages"], key=lambda entry: entry["path"]):
            self.add_page(entry["path"], StandardPage(**self.page_fields(entry)))
        entry = self.standing["consultation"]
        form = ConsultationPage(
            **self.page_fields(entry),
            **{
                name: entry[name]
                for name in ("warning_text", "consent_label", "thank_you_text")
            },
            **{name: entry[name] for name in ("from_address", "to_address", "subject")},
        )
        form.form_fields = [
            FormField(**field | {"choices": "\n".join(field["choices"])})
            for field in entry["fields"]
        ]
        self.add_page("/consultation/", form)

    @property
    def people_data(self) -> dict[str, Any]:
        return self.standing["people"]

    def make_attorneys(self) -> None:
        """Profiles with their credentials, still without biography."""
        for entry in self.people["attorneys"]:
            attorney = AttorneyPage(
                title=" ".join(
                    filter(None, (entry["given_name"], entry["family_name"]))
                ),
                role=self.library.snippet(AttorneyRole, entry["role"]),
                portrait=self.library.images[entry["portrait"]],
                seo_title=entry["search_title"],
                **{name: entry[name] for name in ATTORNEY_TEXTS},
            )
            for name, model in INLINE_MODELS.items():
                rows = [model(**row) for row in entry.get(name, [])]
                setattr(attorney, name, rows)
            attorney.awards = [self.award(row) for row in entry.get("awards", [])]
            self.add_page(f"/people/{entry['slug']}/", attorney)
            attorney.practice_areas = [
                self.library.snippet(PracticeArea, slug)
                for slug in entry["practice_areas"]
            ]

    def award(self, row: dict[str, Any]) -> Award:
        """An award with its badge."""
        image = self.library.images.get(row.get("image", ""))
        return Award(**row | {"image": image})

    def make_articles(self) -> None:
        """Articles with byline and category, still without text."""
        for entry in self.articles:
            article = ArticlePage(
                **self.page_fields(entry),
                standfirst=entry["standfirst"],
                category=self.library.snippet(Category, entry["category"]),
                published_at=entry["published_at"],
                first_published_at=entry["published_at"],
                last_reviewed_on=entry.get("last_reviewed_on"),
                hero_image=self.library.images.get(entry.get("hero_image", "")),
                hero_caption=entry.get("hero_caption", ""),
            )
            article.legal_reviewer = self.attorney(entry.get("legal_reviewer", ""))
            article.authors = [self.author(author) for author in entry["authors"]]
            self.add_page(f"/articles/{entry['slug']}/", article)
            article.tags.add(*entry.get("tags", []))

    def author(self, entry: dict[str, str]) -> ArticleAuthor:
        """An attorney by slug, or anybody else by name."""
        attorney = self.attorney(entry.get("attorney", ""))
        return ArticleAuthor(attorney=attorney, name=entry.get("name", ""))

    def attorney(self, slug: str) -> AttorneyPage | None:
        return self.library.pages.get(f"/people/{slug}/")

    def add_page(self, path: str, page: Page) -> None:
        """Put a page where its path says."""
        *parents, page.slug = path.strip("/").split("/")
        parent = self.library.pages[f"/{'/'.join(parents)}/" if parents else "/"]
        parent.refresh_from_db()
        parent.add_child(instance=page)
        self.library.pages[path] = page

    def page_fields(self, entry: dict[str, Any]) -> dict[str, Any]:
        """The fields that every page has."""
        fields = {name: entry[name] for name in PAGE_TEXTS if name in entry}
        fields["seo_title"] = entry.get("search_title", "")
        if entry.get("share_image"):
            fields["share_image"] = self.library.images[entry["share_image"]]
        return fields

    def load_settings(self) -> None:
        """The firm and its menus."""
        entry = dict(self.firm["firm"])
        site = Site.objects.get(is_default_site=True)
        firm = FirmSettings.for_site(site)
        firm.phone_hours = [PhoneHours(**row) for row in entry.pop("phone_hours", [])]
        firm.office_hours = [OfficeHours(**row) for row in entry.pop("office_hours")]
        firm.social_profiles = [
            SocialProfile(**row) for row in entry.pop("social_profiles")
        ]
        for name in ("logo", "share_image"):
            setattr(firm, name, self.library.images.get(entry.pop(name)))
        call = entry.pop("primary_call_to_action")
        firm.primary_call_to_action = self.library.snippet(CallToAction, call)
        for name, value in entry.items():
            setattr(firm, name, self.rich(value))
        firm.save()
        navigation = NavigationSettings.for_site(site)
        for name, value in self.firm["navigation"].items():
            block = NavigationSettings._meta.get_field(name).stream_block
            setattr(navigation, name, compose(block, value, self.library))
        navigation.save()

    def rich(self, value: Any) -> Any:
        """A text with its links resolved."""
        return self.library.linked(value) if isinstance(value, str) else value

    def write_texts(self) -> None:
        """Sections, biographies and articles; then everything is published."""
        streams: dict[str, dict[str, list]] = {
            "/": {"sections": self.home["sections"]},
            **{
                entry["path"]: {"sections": entry["sections"]}
                for entry in self.standing["pages"]
            },
            **{
                f"/people/{entry['slug']}/": {"biography": entry["biography"]}
                for entry in self.people["attorneys"]
            },
            **{
                f"/articles/{entry['slug']}/": {
                    "body": entry["body"],
                    "references": [
                        reference | {"type": "reference"}
                        for reference in entry.get("references", [])
                    ],
                }
                for entry in self.articles
            },
        }
        for path, page in self.library.pages.items():
            for name, data in streams.get(path, {}).items():
                block = page._meta.get_field(name).stream_block
                setattr(page, name, compose(block, data, self.library))
            for name in ("introduction", "thank_you_text"):
                if hasattr(page, name):
                    setattr(page, name, self.rich(getattr(page, name)))
            page.save_revision().publish()


ATTORNEY_TEXTS = (
    "name_prefix",
    "given_name",
    "middle_name",
    "family_name",
    "name_suffix",
    "post_nominals",
    "pronouns",
    "introduction",
    "phone",
    "email",
    "search_description",
    "listing_summary",
)


def read(name: str) -> dict[str, Any]:
    """One of the demo's text files."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def set_focal_point(image: FirmImage, kind: str) -> None:
    """The face of a portrait, so that every crop keeps it."""
    if kind == "portrait":
        width, height = image.file.width, image.file.height
        image.focal_point_x, image.focal_point_y = width // 2, height * 2 // 5
        image.focal_point_width, image.focal_point_height = width // 2, height // 2
