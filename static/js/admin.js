// Starts the calendars and choosers of Wagtail's forms. Wagtail starts each by a script in the page, which the site's policy
// refuses; here the server writes what to start into an attribute, and only what is named like a chooser is started.
"use strict";
(() => {
  const KNOWN = /^(init)?[A-Za-z]*Chooser$/;

  function start(mark) {
    const name = mark.dataset.starts;
    const starter = KNOWN.test(name) ? window[name] : undefined;
    if (typeof starter !== "function") return;
    mark.remove();
    const values = JSON.parse(mark.dataset.values);
    if (name.startsWith("init")) starter(...values);
    else new starter(...values);
  }

  function startAll() {
    document.querySelectorAll("[data-starts]").forEach(start);
  }

  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    // Dialogs and what is loaded later bring their own.
    new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
  });
})();
