// The interview: saves in place, keeps words that were not saved, and shows how long nobody has rested.
"use strict";

const shown = (name) => document.getElementById(name);

// What is refused comes back into the page as a form with its words; nothing else replaces anything.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  const place = event.detail.target?.id;
  if (place === "say") document.querySelector("#say .error-summary")?.focus();
  if (place === "stage") {
    dirty.clear();
    toTheEnd();
    document.querySelector("#say textarea")?.focus({ preventScroll: true });
  }
});

function failed() {
  const note = shown("not-saved");
  if (!note) return;
  shown("saved").textContent = "";
  note.hidden = false;
}
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(kind, failed);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && shown("not-saved")) shown("not-saved").hidden = true;
});

// Ctrl and Enter save, from any box.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-main]"));
});

// Whoever leaves the page with words in a box is asked first.
const dirty = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.words !== undefined && event.target.matches("textarea")) dirty.add(form);
});
document.addEventListener("submit", (event) => dirty.delete(event.target));
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(kind, (event) => {
    const form = event.detail.elt;
    if (form.dataset?.words !== undefined) dirty.add(form);
  });
}
window.addEventListener("beforeunload", (event) => {
  if (document.body.dataset.leaving !== undefined) return;
  for (const form of dirty) if (form.isConnected) event.preventDefault();
});

function toTheEnd() {
  const lines = shown("lines");
  if (lines) lines.scrollTop = lines.scrollHeight;
}

function tick() {
  for (const clock of document.querySelectorAll("[data-minutes-since]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.minutesSince)) / 60000));
    if (clock.classList.contains("minutes")) clock.textContent = minutes;
    if (clock.dataset.due && minutes >= Number(clock.dataset.due)) {
      for (const tag of document.querySelectorAll(".bar .due")) tag.hidden = false;
    }
  }
}
setInterval(tick, 20000);
toTheEnd();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
