// The session: who goes on typing stays signed in, who leaves is locked out, and no typed word is lost.
"use strict";

const idleSeconds = Number(document.body.dataset.idle || 0);
let moved = Date.now();
let told = Date.now();

// The forms in which somebody typed, the last one last: each is kept.
const typed = new Set();
const sent = "main form[method=post]:not([data-passkey])";

function written(form) {
  const secret = new Set([...form.querySelectorAll("[type=password]")].map((field) => field.name).concat("csrfmiddlewaretoken"));
  return [...new FormData(form)].filter(([name, word]) => typeof word === "string" && !secret.has(name));
}

function freshToken() {
  return fetch("/here/", { headers: { Accept: "application/json" }, redirect: "error" }).then((answer) => {
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  });
}

async function lock() {
  const leave = document.querySelector("form[data-leave]");
  let back = location.pathname + location.search;
  document.body.dataset.leaving = "";
  for (const form of [...typed].filter((one) => one.isConnected && one.matches(sent))) {
    const place = new URL(form.getAttribute("action") || location.href, location.href);
    const body = new URLSearchParams({ address: place.pathname + place.search, words: JSON.stringify(written(form)) });
    body.set("csrfmiddlewaretoken", leave.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch("/kept/", { method: "POST", body });
      const found = await answer.json();
      if (found.kept) back = `/kept/${found.kept}/`;
    } catch {
      // Without an answer there is nothing better than to lock.
    }
  }
  leave.next.value = `/account/login/?${new URLSearchParams({ next: back })}`;
  leave.submit();
}

document.addEventListener("input", (event) => {
  typed.delete(event.target.form);
  if (event.target.form) typed.add(event.target.form);
});

if (idleSeconds) {
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(kind, () => { moved = Date.now(); }, { passive: true });
  }
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - moved >= (idleSeconds - 20) * 1000) {
      clearInterval(timer);
      lock();
    } else if (now - told >= Math.min(240, idleSeconds / 3) * 1000 && moved > told) {
      told = now;
      freshToken().catch(() => {});
    }
  }, 1000);
}

// A part of a page was sent too late: the words are still on the page. Sign in beside it, and send once more.
document.addEventListener("htmx:responseError", (event) => {
  const answer = event.detail.xhr;
  const notice = document.getElementById("signed-out");
  if (answer.status !== 401 || !notice) return;
  notice.querySelector("a").href = answer.getResponseHeader("X-Sign-In") || "/account/login/";
  notice.hidden = false;
  notice.focus();
});
window.addEventListener("focus", () => {
  const notice = document.getElementById("signed-out");
  if (!notice || notice.hidden) return;
  freshToken().then(({ token }) => {
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    for (const part of document.querySelectorAll("[hx-headers]")) part.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    notice.hidden = true;
  }).catch(() => {});
});

// Fills a form with what was kept.
for (const link of document.querySelectorAll("[data-with-script]")) link.hidden = false;
const kept = /^#kept-(\d+)$/.exec(location.hash);
if (kept) {
  // Once: a page that answers the form keeps the address, and must not be filled with older words.
  history.replaceState(null, "", location.pathname + location.search);
  fetch(`/kept/${kept[1]}/words/`, { headers: { Accept: "application/json" } }).then((answer) => answer.json()).then(({ words, mark }) => {
    const names = new Set(words.map(([name]) => name));
    const form = [...document.querySelectorAll("main form[method=post]")].find((one) => [...one.elements].some((field) => field.type !== "hidden" && names.has(field.name)));
    if (!form) return;
    const left = new Map();
    for (const [name, word] of words) left.set(name, [...(left.get(name) ?? []), word]);
    for (const field of form.elements) {
      const given = left.get(field.name);
      if (!given || field.type === "file") continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = given.includes(option.value);
      else if (given.length) field.value = given.shift();
    }
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: mark, value: kept[1] });
    form.append(hidden);
    typed.add(form);
  }).catch(() => {});
}
