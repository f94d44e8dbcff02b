/* Everything works without this file. It makes some things quicker. */
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);

  /* Leave at once: by the link or by pressing Shift three times. The page is replaced, so "back" does not return to it. */
  const exit = one("[data-exit]");
  if (exit) {
    const leave = (event) => {
      if (event) event.preventDefault();
      document.documentElement.hidden = true;
      window.location.replace(exit.href);
    };
    exit.addEventListener("click", leave);
    let presses = [];
    document.addEventListener("keyup", (event) => {
      if (event.key !== "Shift") { presses = []; return; }
      presses = [...presses.filter((time) => event.timeStamp - time < 2000), event.timeStamp];
      if (presses.length === 3) leave();
    });
  }
  /* A page kept by the browser must not reappear after signing out. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });

  /* Filters start closed on narrow screens, unless something in them is wrong. */
  const filters = one("#filters");
  if (filters && window.matchMedia("(max-width: 55.99em)").matches && !filters.querySelector("[aria-invalid]")) filters.open = false;

  /* Short addresses: what is empty or the default is not sent. */
  const search = one("#search-form");
  if (search) search.addEventListener("submit", () => {
    for (const field of search.querySelectorAll("input:not([type=checkbox]), select")) {
      if (field.value === "" || (field.name === "sort" && field.value === "best")) field.disabled = true;
    }
  });
  window.addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("#search-form [disabled]")) field.disabled = false;
  });

  /* A form is sent once, however often the button is pressed. */
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 5000);
    });
  }

  const summary = one(".error-summary");
  if (summary) summary.focus();

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = one("input[type=search]");
      if (box) { event.preventDefault(); box.focus(); }
    }
  });
})();
