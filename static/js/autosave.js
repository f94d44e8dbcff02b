/* Saves what is typed: 2.5 s after the last key, and when the page is hidden. Nothing is stored on the device. */

const WAIT = 2500;
const AGAIN = 15000;
/* What a browser still sends of a page that is left (the Fetch standard: 64 KiB in all). */
const LAST = 60000;

export const saveIn = (form) => {
  const status = form.querySelector("[data-status]");
  const version = form.elements.version;
  let timer = 0;
  let changed = false;
  let busy = false;

  const say = (text) => {
    status.textContent = text;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  /* Somebody signed in again in another window: the page needs the new token of its form. */
  const renewToken = async () => {
    const page = await (await fetch(window.location.href)).text();
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (!found || !page.includes("data-autosave")) return false;
    form.elements.csrfmiddlewaretoken.value = found.value;
    return true;
  };

  const send = (body, keepalive) => fetch(form.dataset.autosave, { method: "POST", body, keepalive });

  const unfinished = () => [...form.querySelectorAll("[data-unfinished]")].filter((field) => field.validity.badInput);

  /* All that can be sent; half a date would arrive as if it had been emptied, so it is not asked about. */
  const typed = () => {
    const data = new FormData(form);
    const left = unfinished().map((field) => field.name);
    data.set("asked", data.get("asked").split(" ").filter((name) => !left.includes(name)).join(" "));
    return new URLSearchParams(data);
  };

  const answered = async (answer) => {
    if (answer.ok && !answer.redirected) {
      version.value = (await answer.json()).version;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say(unfinished()[0]?.dataset.unfinished ?? `${form.dataset.saved} ${time}`);
      return true;
    }
    if (answer.status === 409) say((await answer.json()).said);
    else if (answer.status === 403 || answer.redirected) say(form.dataset.signedOut);
    else throw new Error(answer.statusText);
    return false;
  };

  async function save() {
    clearTimeout(timer);
    if (!changed || form.dataset.sent) return;
    /* One at a time: two that overtake each other would look like two people. */
    if (busy) return later(WAIT);
    busy = true;
    changed = false;
    try {
      const body = typed();
      let answer = await send(body, body.toString().length < LAST);
      if (answer.status === 403 && (await renewToken())) answer = await send(typed());
      if (!(await answered(answer))) changed = true;
    } catch {
      changed = true;
      say(form.dataset.failed);
      later(AGAIN);
    } finally {
      busy = false;
    }
  }

  const note = () => {
    changed = true;
    later(WAIT);
  };
  form.addEventListener("input", note);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  window.addEventListener("online", save);
  /* The key that brought this here. */
  note();
};
