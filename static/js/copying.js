/* Buttons that copy; what happened is said on the button itself. site.js asks for it where the browser can copy. */

const copyButton = (label, done, text) => {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "plain copy", textContent: label });
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    // The shorter word takes no less room: nothing around it moves.
    button.style.minInlineSize = `${button.getBoundingClientRect().width}px`;
    button.textContent = done;
    setTimeout(() => {
      button.textContent = label;
    }, 3000);
  });
  return button;
};

/* Beside what can be copied. */
const addButton = (source) => {
  const words = source.textContent.trim();
  source.after(copyButton(source.dataset.copy, source.dataset.copied, () => words));
};

/* Beside the paragraph that the address names: its link. */
const addLinkButton = (text) => {
  const here = () => window.location.origin + window.location.pathname + window.location.hash;
  const button = copyButton(text.dataset.copyLink, text.dataset.copied, here);
  const show = () => {
    const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (target && target.matches(".paragraph")) target.append(button);
    else button.remove();
  };
  window.addEventListener("hashchange", show);
  show();
};

for (const source of document.querySelectorAll("[data-copy]")) addButton(source);
for (const text of document.querySelectorAll("[data-copy-link]")) addLinkButton(text);
