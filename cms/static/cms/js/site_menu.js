// Closes an open list of the menu on Escape, and when the visitor turns elsewhere.
// Without this script a second press on its heading closes it.

const menu = document.getElementById("site-menu");
const openList = () => menu.querySelector("details[open]");

function closeUnlessInside(target) {
  const list = openList();
  if (list && !list.contains(target)) {
    list.open = false;
  }
}

if (menu) {
  document.addEventListener("click", (event) => closeUnlessInside(event.target));
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget) {
      closeUnlessInside(event.relatedTarget);
    }
  });
  menu.addEventListener("keydown", (event) => {
    const list = openList();
    if (event.key === "Escape" && list) {
      event.preventDefault();
      list.open = false;
      list.querySelector("summary").focus();
    }
  });
}
