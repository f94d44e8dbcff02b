/* Suggestions while typing: a combobox with a list, by the pattern of the ARIA Authoring Practices. site.js asks for it. */

const tag = (kind, values, attributes) => {
  const element = Object.assign(document.createElement(kind), values);
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
  return element;
};

export const suggestIn = (input) => {
  const name = input.id;
  const listed = { id: `${name}-list`, className: "suggestions", hidden: true };
  const list = tag("div", listed, { role: "listbox", "aria-label": input.dataset.suggestions });
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
    if (found.note) {
      const language = { lang: found.note_lang, dir: found.note_dir };
      option.append(" ", tag("span", { textContent: found.note, className: "note" }, language));
    }
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
    options = [...list.querySelectorAll("[role=option]")];
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

  input.setAttribute("aria-controls", list.id);
  input.after(list, status);
  /* What was typed while this was on its way. */
  if (input.value !== input.defaultValue) ask();
};
