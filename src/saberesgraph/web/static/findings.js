"use strict";
// Hides the findings that were not asked for. Without it, all of them are in view.
{
  const form = document.getElementById("filters");
  if (form) {
    const words = document.getElementById("words");
    const said = document.getElementById("said");
    const number = new Intl.NumberFormat(document.documentElement.lang);
    // as language.folded: no accents, no capitals
    const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "");
    const files = [...document.querySelectorAll(".file")].map((section) => ({
      section,
      count: section.querySelector(".count"),
      findings: [...section.querySelectorAll(".finding")].map((element) => ({
        element,
        text: fold(`${section.querySelector("h2").firstChild.data} ${element.textContent}`),
      })),
    }));
    const show = () => {
      const kinds = new Set([...form.querySelectorAll(":checked")].map((box) => box.value));
      const asked = fold(words.value).split(/\s+/).filter(Boolean);
      let all = 0;
      for (const { section, count, findings } of files) {
        let here = 0;
        for (const { element, text } of findings) {
          const wanted =
            kinds.has(element.dataset.severity) && asked.every((word) => text.includes(word));
          element.hidden = !wanted;
          here += wanted;
        }
        section.hidden = here === 0;
        count.textContent = number.format(here);
        all += here;
      }
      said.textContent = `${said.dataset.shown}: ${number.format(all)}`;
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    show();
  }
}
