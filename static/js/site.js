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

  /* Suggestions while typing: a combobox with a list, by the pattern of the ARIA Authoring Practices. */
  const suggestIn = (input, name) => {
    const tag = (kind, values, attributes) => {
      const element = make(kind, values);
      for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
      return element;
    };
    const list = tag("div", { id: `${name}-list`, className: "suggestions", hidden: true }, { role: "listbox", "aria-label": input.dataset.suggestions });
    const status = tag("p", { className: "visually-hidden" }, { role: "status" });
    let options = [];
    let active = -1;
    let timer = 0;
    let request = new AbortController();

    const choose = (number) => {
      if (options[active]) options[active].setAttribute("aria-selected", "false");
      active = number;
      const option = options[active];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    const open = (yes) => {
      choose(-1);
      list.hidden = !yes;
      input.setAttribute("aria-expanded", String(yes));
    };
    const optionOf = (found, id) => {
      const option = tag("div", { id }, { role: "option", "aria-selected": "false", "data-url": found.url });
      option.append(tag("span", { textContent: found.text }, { lang: found.lang, dir: found.dir }));
      if (found.note) option.append(" ", tag("span", { textContent: found.note, className: "note" }, { lang: found.note_lang, dir: found.note_dir }));
      return option;
    };
    const show = (found) => {
      let number = 0;
      const groups = found.groups.map((group, place) => {
        const label = tag("p", { id: `${name}-group${place}`, textContent: group.label }, { role: "presentation" });
        const box = tag("div", {}, { role: "group", "aria-labelledby": label.id });
        box.append(label, ...group.options.map((option) => optionOf(option, `${name}-option${number++}`)));
        return box;
      });
      if (number || !list.hidden) status.textContent = found.said;
      list.replaceChildren(...groups);
      options = [...all("[role=option]", list)];
      open(number > 0);
    };
    const ask = async () => {
      const words = input.value.trim();
      const mine = request = new AbortController();
      if (words.length < 2) return open(false);
      try {
        const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: mine.signal });
        const found = await answer.json();
        if (document.activeElement === input && !mine.signal.aborted) show(found);
      } catch {
        /* Asked again meanwhile, or no answer: the search works without. */
        if (!mine.signal.aborted) open(false);
      }
    };
    const keys = {
      ArrowDown: () => choose(active + 1 < options.length ? active + 1 : -1),
      ArrowUp: () => choose(active < 0 ? options.length - 1 : active - 1),
      Escape: () => open(false),
      Enter: () => window.location.assign(options[active].dataset.url),
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      request.abort();
      timer = setTimeout(ask, 150);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || !keys[event.key] || !options.length) return;
      if (list.hidden && event.key === "ArrowDown" && input.value.trim().length > 1) open(true);
      if (list.hidden || (event.key === "Enter" && active < 0)) return;
      event.preventDefault();
      keys[event.key]();
    });
    input.addEventListener("blur", () => {
      clearTimeout(timer);
      request.abort();
      open(false);
    });
    /* A press must not take the focus away, which would close the list before the click. */
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) window.location.assign(option.dataset.url);
    });

    /* A search field may not be a combobox; a text field may, and phones still show the key that searches. */
    Object.assign(input, { type: "text", enterKeyHint: "search" });
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [key, value] of Object.entries(states)) input.setAttribute(key, value);
    input.after(list, status);
  };
  for (const [number, input] of all("[data-suggest]").entries()) suggestIn(input, `suggest${number}`);

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
    const box = one("[name=q]");
    if (box) { event.preventDefault(); box.focus(); }
  });
})();
