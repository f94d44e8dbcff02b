/* Everything works without this file. It makes some things quicker. Nothing is stored on the device. */
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const make = (tag, values) => Object.assign(document.createElement(tag), values);
  const isField = (element) => element instanceof Element && element.matches("input, textarea, select, [contenteditable]");

  /* Leave at once: by the link, Shift three times or Escape twice. The page is replaced, so "back" does not return to it. */
  const exit = one("[data-exit]");
  if (exit) {
    const leave = (event) => {
      if (event) event.preventDefault();
      document.documentElement.hidden = true;
      window.location.replace(exit.href);
    };
    exit.addEventListener("click", leave);
    const needed = { Shift: [3, 2000], Escape: [2, 1000] };
    let last = "";
    let presses = [];
    document.addEventListener("keyup", (event) => {
      /* Escape also clears a search field or closes a list: that is not leaving. */
      const ignored = !needed[event.key] || event.isComposing || (event.key === "Escape" && isField(event.target));
      if (ignored || event.key !== last) presses = [];
      last = event.key;
      if (ignored) return;
      const [times, within] = needed[event.key];
      presses = [...presses.filter((time) => event.timeStamp - time < within), event.timeStamp];
      if (presses.length === times) leave();
    });
  }
  /* A page kept by the browser must not reappear after signing out. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });

  /* Filters start closed on narrow screens, unless something in them is wrong. */
  const filters = one("#filters");
  if (filters && window.matchMedia("(max-width: 55.99em)").matches && !filters.querySelector("[aria-invalid]")) filters.open = false;

  /* "Find in this list": a field above a long list of choices. What is chosen stays in sight. */
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const list of all("[data-find]")) {
    const items = [...all("label", list)].map((item) => [item, folded(item.textContent), item.querySelector("input")]);
    const find = make("input", { type: "search", className: "find", autocomplete: "off" });
    find.placeholder = list.dataset.find;
    find.setAttribute("aria-label", `${list.dataset.find}: ${list.querySelector("legend").textContent}`);
    find.addEventListener("input", () => {
      const words = folded(find.value.trim());
      for (const [item, text, box] of items) item.hidden = !text.includes(words) && !box.checked;
    });
    /* Enter looks in this list; it does not send the form half-filled. */
    find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    list.querySelector("legend").after(find);
  }

  /* Short addresses: what is empty or the default is not sent. */
  const search = one("#search-form");
  if (search) search.addEventListener("submit", () => {
    for (const field of all("input:not([type=checkbox]), select", search)) {
      if (field.value === "" || (field.name === "sort" && field.value === "best")) field.disabled = true;
    }
  });
  window.addEventListener("pageshow", () => {
    for (const field of all("#search-form [disabled]")) field.disabled = false;
  });

  /* A form is sent once, however often the button is pressed. */
  for (const form of all("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 5000);
    });
  }

  /* Buttons that copy, where the browser can; what happened is said on the button itself. */
  const copyButton = (label, done, text) => {
    const button = make("button", { type: "button", className: "plain copy", textContent: label });
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text());
      button.textContent = done;
      setTimeout(() => { button.textContent = label; }, 3000);
    });
    return button;
  };
  if (navigator.clipboard) {
    for (const source of all("[data-copy]")) {
      const words = source.textContent.trim();
      source.after(copyButton(source.dataset.copy, source.dataset.copied, () => words));
    }
    const text = one("[data-copy-link]");
    if (text) {
      const button = copyButton(text.dataset.copyLink, text.dataset.copied,
        () => window.location.origin + window.location.pathname + window.location.hash);
      const show = () => {
        const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
        if (target && target.matches(".paragraph")) target.append(button);
        else button.remove();
      };
      window.addEventListener("hashchange", show);
      show();
    }
  }

  const summary = one(".error-summary");
  if (summary) summary.focus();

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = one("input[type=search]");
    if (box) { event.preventDefault(); box.focus(); }
  });
})();
