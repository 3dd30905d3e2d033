"use strict";
// What pages that build their answers share: elements, sentences, and buttons that save.

function make(name, content = "", attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[content].flat());
  return made;
}

// "{rows} rows" with its values in place
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// a line of buttons, each of which saves a file: its label, extension, media type and content
function saving(words, kinds) {
  const line = make("p", `${words} `, { class: "saving" });
  for (const [label, extension, type, content] of kinds) {
    const button = make("button", label, { type: "button" });
    button.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob([content()], { type }));
      make("a", "", { href: address, download: `saberes.${extension}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    });
    line.append(button, " ");
  }
  return line;
}
