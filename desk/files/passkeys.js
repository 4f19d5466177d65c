// Passkeys: a browser hands them to script only. The forms are hidden until this has seen that they can work.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

/** What `navigator.credentials` takes, from JSON (WebAuthn Level 3, section 5.1.8, which not every browser has yet). */
function read({ publicKey }) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: toBytes(options.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    options[list] = options[list]?.map((one) => ({ ...one, id: toBytes(one.id) }));
    if (!options[list]) delete options[list];
  }
  return { publicKey: options };
}

/** An answer as JSON (section 5.1). */
function write({ id, rawId, type, response }) {
  const said = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) said[part] = toText(response[part]);
  }
  return JSON.stringify({ id, rawId: toText(rawId), type, response: said, extensions: {} });
}

/** The question to put to the browser. */
async function ask(form) {
  const isNew = form.dataset.passkey === "create";
  const answer = await fetch(isNew ? "/desk/me/passkeys/ask" : "/desk/sign-in/passkey", {
    method: isNew ? "POST" : "GET",
    headers: { accept: "application/json" },
    body: isNew ? new URLSearchParams({ password: form.elements.password.value }) : undefined,
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.sentence ?? "Your session is over. Load this page again to sign in.");
  return said;
}

function fill(form, name, value) {
  let input = form.elements[name];
  if (!input) {
    input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    form.append(input);
  }
  input.value = value;
}

/** Why it did not work, for whoever pressed the button. */
function sentence(error) {
  switch (error.name) {
    case "NotAllowedError":
      return "Nothing was chosen, or it took too long.";
    case "InvalidStateError":
      return "This device has a passkey for you already.";
    case "Error":
      return error.message;
    default:
      return "That did not work in this browser.";
  }
}

async function send(form) {
  const problem = form.querySelector("[data-problem]");
  const button = form.querySelector("button");
  problem.hidden = true;
  button.disabled = true;
  try {
    const { question, options } = await ask(form);
    const credential = await navigator.credentials[form.dataset.passkey](read(options));
    fill(form, "question", question);
    fill(form, "answer", write(credential));
    // It was needed for the question only.
    if (form.elements.password) form.elements.password.disabled = true;
    form.submit();
  } catch (error) {
    problem.textContent = sentence(error);
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  // A passkey made for one address is no good at another.
  if (!window.PublicKeyCredential || location.origin !== new URL(form.dataset.origin).origin) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form);
  });
}
