// Evidence: how far a file has been sent, and taking marked words into the form.
"use strict";

const sendForm = () => document.getElementById("add-exhibit");
document.addEventListener("htmx:xhr:progress", (event) => {
  const form = sendForm();
  if (!form || !event.detail.lengthComputable) return;
  const place = form.querySelector(".sending");
  const part = Math.round((100 * event.detail.loaded) / event.detail.total);
  place.hidden = false;
  place.querySelector("progress").value = part;
  const words = place.querySelector("[role=status]");
  words.textContent = part < 100 ? `${words.dataset.sending} ${part} %` : words.dataset.reading;
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSettle", () => sendForm()?.querySelector(".error-summary")?.focus());
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(kind, () => {
    const form = sendForm();
    if (!form) return;
    form.querySelector(".sending").hidden = true;
    form.querySelector("#not-sent").hidden = false;
  });
}
document.addEventListener("htmx:beforeRequest", () => {
  const note = document.getElementById("not-sent");
  if (note) note.hidden = true;
});

// Marked words: in the text of the page, or in the box that the keyboard can mark in.
const text = document.getElementById("page-text");
const box = document.getElementById("key-text");
const take = document.getElementById("take");

function marked() {
  if (box && box.selectionEnd > box.selectionStart && box.closest("details").open) {
    return { start: box.selectionStart, quote: box.value.slice(box.selectionStart, box.selectionEnd) };
  }
  const selection = getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  return { start: before.toString().length, quote: range.toString() };
}

if (take) {
  take.hidden = false;
  // A box that cannot be written in lets no key move in it: so this one can be, and takes nothing.
  document.getElementById("key-marking").hidden = false;
  box.addEventListener("beforeinput", (event) => event.preventDefault());
  take.addEventListener("mousedown", (event) => event.preventDefault());
  take.addEventListener("click", () => {
    const words = marked();
    const told = document.getElementById("taken");
    if (!words || !words.quote.trim()) {
      told.textContent = told.dataset.none;
      return;
    }
    const quote = document.getElementById("id_quote");
    quote.value = words.quote;
    document.getElementById("id_start").value = words.start;
    quote.dispatchEvent(new Event("input", { bubbles: true }));
    told.textContent = told.dataset.taken;
    quote.focus();
  });
}
