/* On the page of results. */

const form = document.querySelector("#search-form");
const filters = document.querySelector("#filters");

/* Filters start closed on narrow screens, unless something in them is wrong. */
if (filters && window.matchMedia("(max-width: 55.99em)").matches && !filters.querySelector("[aria-invalid]")) {
  filters.open = false;
}

/* "Find in this list": a field above a long list of choices. What is chosen stays in sight. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const addFind = (list) => {
  const legend = list.querySelector("legend");
  const labels = [...list.querySelectorAll("label")];
  const items = labels.map((item) => [item, folded(item.textContent), item.querySelector("input")]);
  const find = document.createElement("input");
  Object.assign(find, { type: "search", className: "find", autocomplete: "off", placeholder: list.dataset.find });
  find.setAttribute("aria-label", `${list.dataset.find}: ${legend.textContent}`);
  find.addEventListener("input", () => {
    const words = folded(find.value.trim());
    for (const [item, text, box] of items) item.hidden = !text.includes(words) && !box.checked;
  });
  /* Enter looks in this list; it does not send the form half-filled. */
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  legend.after(find);
};

for (const list of document.querySelectorAll("[data-find]")) addFind(list);

/* Short addresses: what is empty or the default is not sent. */
form?.addEventListener("submit", () => {
  for (const field of form.querySelectorAll("input:not([type=checkbox]), select")) {
    if (field.value === "" || (field.name === "sort" && field.value === "best")) field.disabled = true;
  }
});
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("#search-form [disabled]")) field.disabled = false;
});
