/** What our content checks ask of an element; Wagtail's axe calls them. */

/** Whether a link's words say more than the pattern of empty phrases. */
function saysWhereItLeads(link, { pattern }) {
  const words = link.getAttribute("aria-label") || link.textContent;
  return !new RegExp(pattern, "i").test(words);
}

window.wagtail.userbar.registerCheck("check-vague-link-text", saysWhereItLeads);
