// Plays a video in the page instead of leaving for the site that hosts it.
// Without this script the picture is a plain link.

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.video-frame[data-embed]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  event.preventDefault();

  const frame = document.createElement("iframe");
  frame.src = link.dataset.embed;
  frame.title = link.textContent.trim();
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;

  const holder = document.createElement("div");
  holder.className = "video-frame";
  holder.append(frame);
  link.replaceWith(holder);
  frame.focus();
});
