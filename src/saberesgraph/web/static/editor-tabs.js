"use strict";
// The row of open queries: one is shown, arrows go along, Delete closes.
class EditorTabs {
  // shown: called with the item whose tab was chosen; left: with the one that was shown before;
  // emptied: when the last one was closed
  constructor(list, panel, { shown, left, emptied }) {
    Object.assign(this, { list, panel, shown, left, emptied, items: [], current: null, made: 0 });
    list.addEventListener("keydown", (event) => this.pressed(event));
  }

  // An item has a title; its tab becomes the one that is shown.
  add(item) {
    this.made += 1;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", id: `tab-${this.made}`, textContent: item.title, title: item.title });
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", this.panel.id);
    button.addEventListener("click", () => this.select(item));
    item.button = button;
    this.list.append(button);
    this.items.push(item);
    this.select(item);
  }

  select(item) {
    if (this.current) this.left(this.current);
    this.current = item;
    for (const { button } of this.items) {
      const chosen = button === item.button;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
    this.panel.setAttribute("aria-labelledby", item.button.id);
    item.button.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.shown(item);
  }

  close(item) {
    const place = this.items.indexOf(item);
    item.button.remove();
    if (item === this.current) this.current = null;
    this.items.splice(place, 1);
    if (!this.items.length) this.emptied();
    else this.select(this.items[Math.min(place, this.items.length - 1)]);
  }

  pressed(event) {
    const place = this.items.indexOf(this.current);
    const many = this.items.length;
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1 + many, Home: 0, End: many - 1 }[event.key];
    if (event.key === "Delete") this.close(this.current);
    else if (to === undefined) return;
    else this.select(this.items[to % many]);
    event.preventDefault();
    this.current.button.focus();
  }
}
