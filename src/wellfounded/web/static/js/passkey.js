// Passkeys: the only thing in the office that cannot work without JavaScript.
// A form with data-passkey says what to do: "add", "prove", or "enter" (which asks for its options first).
"use strict";

async function passkeyOptions(form) {
  if (form.dataset.passkey !== "enter") return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

async function passkeyCredential(form) {
  const options = await passkeyOptions(form);
  if (form.dataset.passkey !== "add") return webauthnJSON.get(options.request_options);
  const wanted = options.creation_options;
  const alone = form.querySelector("[name=passwordless]")?.checked ?? false;
  const choice = wanted.publicKey.authenticatorSelection ??= {};
  choice.residentKey = alone ? "required" : "discouraged";
  choice.requireResidentKey = alone;
  if (alone) choice.userVerification = "required";
  return webauthnJSON.create(wanted);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const supported = globalThis.webauthnJSON?.supported?.();
  form.querySelector("[data-without]")?.toggleAttribute("hidden", Boolean(supported));
  const button = form.querySelector("button");
  if (!supported) continue;
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const failed = form.querySelector("[data-failed]");
    if (failed) failed.hidden = true;
    try {
      form.querySelector("[name=credential]").value = JSON.stringify(await passkeyCredential(form));
      form.submit();
    } catch {
      if (failed) failed.hidden = false;
    }
  });
}
