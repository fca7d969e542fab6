// A security key and the store. A form with data-store-key says what for: "add", "remove", or "open" (before the office
// is there). What the key answers goes into the body of one request, and is kept nowhere.
const AGAIN = 500; // milliseconds until it looks once more whether the office answers

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (id) => ({ type: "public-key", id: toBytes(id) });

class CannotDoThis extends Error {}

async function makeKey(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(options.challenge),
      rp: { id: options.rp, name: options.office },
      user: { id: toBytes(options.user), name: options.office, displayName: options.office },
      pubKeyCredParams: options.algorithms.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: {
        authenticatorAttachment: "cross-platform", residentKey: "discouraged", requireResidentKey: false, userVerification: "required",
      },
      attestation: "none",
      excludeCredentials: options.known.map(named),
      extensions: { prf: {} },
    },
  });
  if (!made.getClientExtensionResults().prf?.enabled) throw new CannotDoThis();
  const { clientDataJSON, attestationObject } = made.response;
  return { id: made.id, rawId: made.id, response: { clientDataJSON: toText(clientDataJSON), attestationObject: toText(attestationObject) } };
}

async function askKey(options) {
  const ids = Object.keys(options.salts);
  const evalByCredential = Object.fromEntries(ids.map((id) => [id, { first: toBytes(options.salts[id]) }]));
  const found = await navigator.credentials.get({
    publicKey: {
      challenge: toBytes(options.challenge),
      rpId: options.rp,
      userVerification: "required",
      allowCredentials: ids.map(named),
      extensions: { prf: { evalByCredential } },
    },
  });
  const answer = found.getClientExtensionResults().prf?.results?.first;
  if (!answer) throw new CannotDoThis();
  const { clientDataJSON, authenticatorData, signature } = found.response;
  const told = {
    id: found.id,
    rawId: found.id,
    response: { clientDataJSON: toText(clientDataJSON), authenticatorData: toText(authenticatorData), signature: toText(signature) },
    answer: toText(answer),
  };
  new Uint8Array(answer).fill(0);
  return told;
}

async function addKey(options, step) {
  step(1);
  const created = await makeKey(options);
  const mine = { challenge: options.challenge, rp: options.rp, salts: { [created.id]: options.salt } };
  step(2);
  const first = await askKey(mine);
  step(3);
  return { created, answered: [first, await askKey(mine)] };
}

async function goOn() {
  const answer = await fetch("/account/login/", { method: "HEAD" }).catch(() => null);
  if (answer?.ok) location.replace("/");
  else setTimeout(goOn, AGAIN);
}

async function openStore(form, told) {
  const body = JSON.stringify({ passphrase: form.passphrase?.value ?? "", answered: told });
  const answer = await fetch(form.action, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  const said = await answer.json();
  if (form.passphrase) form.passphrase.value = "";
  if (answer.ok) {
    form.hidden = true;
    const opened = document.querySelector("[data-opened]");
    opened.hidden = false;
    opened.focus();
    goOn();
    return;
  }
  form.dataset.options = JSON.stringify({ ...JSON.parse(form.dataset.options), challenge: said.challenge });
  tell(form, "[data-refused]", said.error);
}

function tell(form, selector, words) {
  const place = form.querySelector(selector);
  if (words !== undefined) place.textContent = words;
  place.hidden = false;
}

function hush(form) {
  for (const one of form.querySelectorAll("[data-step], [data-failed], [data-cannot], [data-refused]")) one.hidden = true;
}

async function sent(form) {
  const options = JSON.parse(form.dataset.options);
  const step = (now) => {
    for (const one of form.querySelectorAll("[data-step]")) one.hidden = Number(one.dataset.step) !== now;
  };
  if (form.dataset.storeKey === "add") {
    form.credential.value = JSON.stringify(await addKey(options, step));
    form.submit();
    return;
  }
  step(1);
  const told = await askKey(options);
  step(0);
  if (form.dataset.storeKey === "open") {
    await openStore(form, told);
    return;
  }
  form.credential.value = JSON.stringify({ answered: told });
  form.submit();
}

for (const form of document.querySelectorAll("form[data-store-key]")) {
  const supported = Boolean(globalThis.PublicKeyCredential && navigator.credentials);
  form.querySelector("[data-without]").hidden = supported;
  if (!supported) continue;
  const button = form.querySelector("button");
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    hush(form);
    button.disabled = true;
    try {
      await sent(form);
    } catch (error) {
      hush(form);
      tell(form, error instanceof CannotDoThis ? "[data-cannot]" : "[data-failed]");
    } finally {
      button.disabled = false;
    }
  });
}
