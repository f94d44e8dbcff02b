/* On the page of components: light or dark, whatever the device is set to. */

const looks = document.querySelector("#looks");

const byScheme = [...document.styleSheets]
  .flatMap((sheet) => [...sheet.cssRules])
  .flatMap((rule) => [rule, ...(rule.cssRules ?? [])])
  .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme"));

looks.hidden = false;
looks.addEventListener("change", (event) => {
  const look = event.target.value;
  document.documentElement.style.colorScheme = look;
  for (const rule of byScheme) {
    rule.media.mediaText = look ? (look === "dark" ? "all" : "not all") : "(prefers-color-scheme: dark)";
  }
});
