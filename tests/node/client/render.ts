// Draws three screens from the JSON of the content API alone: an article, a listing
// and an attorney. Takes the address of the site, and writes HTML.

import { counsel, Failure, type Schemas } from "./client.js";

const site = process.argv[2] ?? "";
const get = counsel(site);

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

function picture(image: Schemas["Image"] | null): string {
  if (!image) return "";
  const sources = image.sources.map(
    ({ type, srcset, sizes }) => `<source type="${type}" srcset="${srcset}" sizes="${sizes}">`,
  );
  const size = `width="${image.width}" height="${image.height}"`;
  const fallback = `<img src="${image.src}" alt="${escaped(image.alt)}" ${size}>`;
  return `<picture>${sources.join("")}${fallback}</picture>`;
}

// Each block's value has the type of its kind; what this page cannot draw is left out.
function block(found: Schemas["TextBlock"]): string {
  switch (found.type) {
    case "paragraph":
      return found.value;
    case "heading": {
      const { level, anchor, text } = found.value;
      return `<${level} id="${anchor}">${escaped(text)}</${level}>`;
    }
    case "lead_in_list": {
      const items = found.value.items.map(
        ({ lead, text }) => `<li><b>${escaped(lead)}</b> ${text}</li>`,
      );
      return `<ul>${items.join("")}</ul>`;
    }
    case "callout":
      return `<aside class="${found.value.tone}">${escaped(found.value.heading)} ${found.value.text}</aside>`;
    case "questions": {
      const items = found.value.items.map(
        ({ question, answer }) => `<dt>${escaped(question)}</dt><dd>${answer}</dd>`,
      );
      return `<dl>${items.join("")}</dl>`;
    }
    case "image":
      return picture(found.value.image);
    default:
      return "";
  }
}

function article(page: Schemas["Article"]): string {
  const authors = page.authors.map(({ name, attorney }) =>
    attorney ? `<a href="${attorney.path}">${escaped(name)}</a>` : escaped(name),
  );
  const references = page.references.map(
    ({ anchor, value }) => `<li id="${anchor}">${escaped(value.text)}</li>`,
  );
  return `<article><h1>${escaped(page.title)}</h1><p>${escaped(page.standfirst)}</p>
    <p>${authors.join(", ")} · ${page.category?.name ?? ""} · ${page.reading_minutes} min</p>
    ${picture(page.hero_image)}
    ${page.body.map(block).join("\n")}
    <ol>${references.join("")}</ol></article>`;
}

function card(item: Schemas["ArticleCard"]): string {
  const date = item.published_at?.slice(0, 10) ?? "";
  return `<li>${picture(item.image)}<a href="${item.path}">${escaped(item.title)}</a>
    ${escaped(item.summary)} ${escaped(item.byline)} <time>${date}</time></li>`;
}

function attorney(page: Schemas["Attorney"]): string {
  const admissions = page.admissions.map(
    ({ jurisdiction, year, status_label }) =>
      `<li>${escaped(jurisdiction)} ${year ?? ""} ${status_label}</li>`,
  );
  const languages = page.languages.map(({ name, level_label }) => `${name} (${level_label})`);
  return `<section>${picture(page.portrait)}<h1>${escaped(page.name)}</h1>
    <p>${page.role.name}</p><p>${escaped(page.introduction)}</p>
    ${page.phone_url ? `<a href="${page.phone_url}">${page.phone}</a>` : ""}
    ${page.biography.map(block).join("\n")}
    <ul>${admissions.join("")}</ul><p>${languages.join(", ")}</p></section>`;
}

const listing = await get("/articles/", { limit: 5, order: "title" });
if (listing.view !== "card") throw new Error("asked for cards");
console.log(`<ul data-count="${listing.count}">${listing.items.map(card).join("\n")}</ul>`);

// As a router does it: an address, and whatever is there.
const resolved = await get("/resolve/", { path: listing.items[0]?.path ?? "/" });
if (resolved.kind !== "page") throw new Error(`leads on to ${resolved.location}`);
if (resolved.page.type === "article") console.log(article(resolved.page));

console.log(attorney(await get("/attorneys/{slug}/", {}, { slug: "jun-takemori" })));

try {
  await get("/articles/{slug}/", {}, { slug: "no-such-article" });
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.log(`<p>${error.problem.status} ${error.problem.title}</p>`);
}

// What the types must refuse.
export async function mistakes(page: Schemas["Article"]): Promise<void> {
  // @ts-expect-error no such field
  page.headline;
  // @ts-expect-error may be null
  page.hero_image.src;
  // @ts-expect-error no such address
  await get("/images/");
  // @ts-expect-error no such order
  await get("/articles/", { order: "random" });
  // @ts-expect-error the path is required
  await get("/resolve/", {});
  for (const found of page.body) {
    // @ts-expect-error only some kinds of block have a level
    found.value.level;
  }
}
