/* On every page. Everything works without scripts; they make some things quicker. Nothing is stored on the device. */

const isField = (element) => element instanceof Element && element.matches("input, textarea, select, [contenteditable]");

/* Leave at once: by the link, Shift three times or Escape twice. The page is replaced, so "back" does not return to it. */
const exit = document.querySelector("[data-exit]");

const leave = (event) => {
  if (event) event.preventDefault();
  document.documentElement.hidden = true;
  window.location.replace(exit.href);
};

const PRESSES = { Shift: [3, 2000], Escape: [2, 1000] };
let lastKey = "";
let presses = [];

const countPresses = (event) => {
  /* Escape also clears a search field or closes a list: that is not leaving. */
  const ignored = !PRESSES[event.key] || event.isComposing || (event.key === "Escape" && isField(event.target));
  if (ignored || event.key !== lastKey) presses = [];
  lastKey = event.key;
  if (ignored) return;
  const [times, within] = PRESSES[event.key];
  presses = [...presses.filter((time) => event.timeStamp - time < within), event.timeStamp];
  if (presses.length === times) leave();
};

if (exit) {
  exit.addEventListener("click", leave);
  document.addEventListener("keyup", countPresses);
}

/* A page kept by the browser must not reappear after signing out. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

/* Of half a date, or 31 February, a browser sends nothing: the form stays, and the field says what to write. */
const isUnfinished = (field) => field.validity.badInput;

const sayUnfinished = (field) => {
  const id = `${field.id}_error`;
  const error = document.getElementById(id) ?? document.createElement("div");
  Object.assign(error, { id, className: "error", textContent: field.dataset.unfinished });
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  field.before(error);
  field.closest(".field").classList.add("has-error");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", [...described, id].join(" "));
  const isMended = () => {
    error.remove();
    field.closest(".field").classList.remove("has-error");
    field.removeAttribute("aria-invalid");
  };
  field.addEventListener("input", isMended, { once: true });
};

/* A form is sent once, however often the button is pressed. */
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    const unfinished = [...form.querySelectorAll("[data-unfinished]")].filter(isUnfinished);
    if (unfinished.length) {
      event.preventDefault();
      unfinished.forEach(sayUnfinished);
      unfinished[0].focus();
      return;
    }
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000);
  });
}

/* What is wrong in a form is read first. */
document.querySelector(".error-summary")?.focus();

/* "/" goes to the search box. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[name=q]");
  if (!box) return;
  event.preventDefault();
  box.focus();
});

/* Suggestions while typing: the field says at once what it is, and the rest is fetched when somebody goes there. */
for (const input of document.querySelectorAll("[data-suggest]")) {
  /* A search field may not be a combobox; a text field may, and phones still show the key that searches. */
  Object.assign(input, { type: "text", enterKeyHint: "search" });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  const start = () => import("./suggestions.js").then(({ suggestIn }) => suggestIn(input), () => {});
  if (document.activeElement === input) start();
  else input.addEventListener("focus", start, { once: true });
}

/* What is typed in a draft is saved meanwhile: fetched with the first key. */
for (const form of document.querySelectorAll("[data-autosave]")) {
  const start = () => import("./autosave.js").then(({ saveIn }) => saveIn(form), () => {});
  form.addEventListener("input", start, { once: true });
}

/* Work in pieces: each answer asks for the next one. Without this the button does. */
document.querySelector("[data-goes-on]")?.requestSubmit();

/* Buttons that copy: fetched when a reader who moves on the page is near to what can be copied, or follows a link to it. */
const copying = () => import("./copying.js").catch(() => {});
const copyable = document.querySelectorAll("[data-copy]");
if (copyable.length && navigator.clipboard) {
  const near = new IntersectionObserver(
    (seen) => {
      if (seen.some((one) => one.isIntersecting)) copying();
    },
    { rootMargin: "400px" },
  );
  const look = () => copyable.forEach((one) => near.observe(one));
  for (const move of ["pointermove", "scroll", "keydown"]) window.addEventListener(move, look, { once: true, passive: true });
  window.addEventListener("hashchange", copying);
  if (window.location.hash) copying();
}
