// What every page of the site does: the language switch keeps what the reader has chosen.
"use strict";
for (const link of document.querySelectorAll("a.language")) {
  link.addEventListener("click", () => {
    const target = new URL(link.href);
    target.search = location.search;
    target.hash = location.hash;
    link.href = target.href;
  });
}
