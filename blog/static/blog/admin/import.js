// Renews the state of an import every second, and asks before what is grave.

const PAUSE = 1000;

function ask(event) {
  const { question } = event.submitter?.dataset ?? {};
  if (question && !window.confirm(question)) event.preventDefault();
}

async function renew(state) {
  const answer = await fetch(state.dataset.importState);
  if (answer.redirected) return window.location.reload(); // logged out meanwhile
  if (answer.ok) state.innerHTML = await answer.text();
}

async function follow(state) {
  while (state.querySelector("[data-under-way]")) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    // A server that restarts is asked again.
    await renew(state).catch(() => {});
  }
}

for (const state of document.querySelectorAll("[data-import-state]")) {
  state.addEventListener("submit", ask);
  follow(state);
}
