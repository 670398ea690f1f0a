/** Draws a page as search engines and other sites will show it, while it is written. */

const ELLIPSIS = "…";
const SHORT_DESCRIPTION = 70;
const SHORT_TITLE = 15;

/** What a field holds; of rich text, its words. */
function wordsOf(name) {
  const field = document.getElementById(`id_${name}`);
  const value = field?.value?.trim() ?? "";
  if (!value.startsWith("{")) return oneLine(value);
  try {
    return oneLine(JSON.parse(value).blocks.map((block) => block.text).join(" "));
  } catch {
    return oneLine(value);
  }
}

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** A text as it is shown where there is room for so many characters, cut at a word. */
function cut(text, length) {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1);
  const words = kept.slice(0, Math.max(kept.lastIndexOf(" "), length / 2));
  return `${words.replace(/[\s–-]+$/, "")}${ELLIPSIS}`;
}

/** What the form says of the page at this moment. */
function pageIn(form, { firm, opening, describedBy }) {
  const own = wordsOf("seo_title") || wordsOf("title");
  const description = wordsOf("search_description");
  const standIn = wordsOf("listing_summary") || (describedBy && wordsOf(describedBy)) || opening;
  const isIndexed = form.querySelector("#id_is_indexed");
  return {
    own,
    title: firm && !own.includes(firm) ? `${own} – ${firm}` : own,
    description: description || standIn || own,
    isDescribed: Boolean(description),
    slug: wordsOf("slug"),
    isHidden: isIndexed ? !isIndexed.checked : false,
  };
}

/** The first picture that was chosen: its key and its small picture in the form. */
function chosenPicture(names) {
  for (const name of names.split(" ").filter(Boolean)) {
    const field = document.getElementById(`id_${name}`);
    const image = document.querySelector(`#id_${name}-chooser [data-chooser-image]`);
    if (field?.value && image?.src) return { key: field.value, src: image.src };
  }
  return null;
}

/** What could be better, the most important first. */
function notesOn(page, { titleLength, descriptionLength }, hasPicture) {
  const notes = [];
  const note = (kind, text) => notes.push({ kind, text });
  if (page.isHidden) note("missing", "The page is kept out of search engines and of the sitemap.");
  if (!page.own) note("missing", "The page has no title yet.");
  else if (page.own.length > titleLength)
    note("hint", "The title is long: search engines may cut it off. Put what matters first.");
  else if (page.own.length < SHORT_TITLE)
    note("hint", "The title is short. Say what the page is about, and where, as people search for it.");
  if (!page.isDescribed)
    note("missing", "There is no description. What stands in for it is shown in italics.");
  else if (page.description.length > descriptionLength)
    note("hint", "The description is long: search engines will cut it off.");
  else if (page.description.length < SHORT_DESCRIPTION)
    note("hint", "The description has room for more: say what readers will find, in a sentence or two.");
  if (!hasPicture) note("hint", "No picture was chosen. One is drawn from the title, as shown.");
  if (!notes.length) note("good", "Nothing: title, description and picture are there.");
  return notes;
}

class SearchPreview {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.settings = {
      ...root.dataset,
      titleLength: Number(root.dataset.titleLength),
      descriptionLength: Number(root.dataset.descriptionLength),
    };
    this.pictureKey = chosenPicture(this.settings.picturedBy)?.key;
    this.pictureSrc = this.settings.picture;
    const draw = () => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.draw());
    };
    // Choosers and rich text change fields without an event of their own.
    for (const event of ["input", "change", "click", "focusin"])
      document.addEventListener(event, draw);
    new MutationObserver(draw).observe(this.form, {
      attributeFilter: ["src", "value"],
      subtree: true,
    });
    this.draw();
  }

  shows(name) {
    return this.root.querySelector(`[data-shows="${name}"]`);
  }

  say(name, text) {
    const place = this.shows(name);
    if (place.textContent !== text) place.textContent = text;
  }

  draw() {
    const page = pageIn(this.form, this.settings);
    const { titleLength, descriptionLength, host, above } = this.settings;
    this.say("title", cut(page.title, titleLength + 5));
    this.say("place", [host, above, page.slug].filter(Boolean).join(" › "));
    this.say("description", cut(page.description, descriptionLength));
    this.say("card-title", page.own);
    this.say("card-description", page.description);
    this.say("drawn-title", page.own);
    this.shows("drawn-title").classList.toggle("is-long", page.own.length > 80);
    for (const name of ["description", "card-description"])
      this.shows(name).classList.toggle("is-stand-in", !page.isDescribed);
    this.shows("hidden").hidden = !page.isHidden;
    this.shows("hidden").parentElement.classList.toggle("is-hidden", page.isHidden);
    this.measure("title", page.own.length, titleLength);
    this.measure("description", page.isDescribed ? page.description.length : 0, descriptionLength);
    const hasPicture = this.drawPicture();
    this.list(notesOn(page, this.settings, hasPicture));
  }

  measure(name, length, room) {
    this.root.querySelector(`[data-measures="${name}"]`).value = length;
    this.say(`${name}-length`, `${length} of about ${room} characters`);
  }

  /** Shows the chosen picture, the firm's, or the one that will be drawn. */
  drawPicture() {
    const chosen = chosenPicture(this.settings.picturedBy);
    if (chosen?.key !== this.pictureKey) {
      this.pictureKey = chosen?.key;
      this.pictureSrc = chosen?.src ?? "";
      if (chosen) this.sharpen(chosen.key);
    }
    const src = this.pictureSrc || chosen?.src || this.settings.firmPicture;
    const picture = this.shows("picture");
    if (src && picture.getAttribute("src") !== src) picture.src = src;
    picture.hidden = !src;
    this.shows("drawn").hidden = Boolean(src);
    return Boolean(src);
  }

  /** Puts the picture as it will be cropped in the place of the form's small one. */
  sharpen(key) {
    const cropped = new Image();
    cropped.onload = () => {
      if (this.pictureKey !== key) return;
      this.pictureSrc = cropped.src;
      this.draw();
    };
    cropped.src = `${this.settings.images}${key}/preview/fill-1200x630/`;
  }

  list(notes) {
    const items = notes.map(({ kind, text }) => {
      const item = document.createElement("li");
      item.className = `is-${kind}`;
      item.textContent = text;
      return item;
    });
    const list = this.shows("notes");
    const says = (nodes) => [...nodes].map((node) => node.textContent).join("\n");
    if (says(list.children) !== says(items)) list.replaceChildren(...items);
  }
}

for (const root of document.querySelectorAll("[data-search-preview]")) new SearchPreview(root);
