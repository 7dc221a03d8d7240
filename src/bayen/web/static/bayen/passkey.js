// Making a passkey and signing with one: the server's options go to the browser, what the
// browser answers goes back in a hidden field. WebAuthn speaks in bytes, forms in base64url.

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withIds = (credentials = []) => credentials.map((one) => ({ ...one, id: decode(one.id) }));

function create({ publicKey }, passwordless) {
  const asked = publicKey.authenticatorSelection;
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      user: { ...publicKey.user, id: decode(publicKey.user.id) },
      excludeCredentials: withIds(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...asked,
        residentKey: passwordless ? "required" : "discouraged",
        requireResidentKey: passwordless,
        userVerification: passwordless ? "required" : asked.userVerification,
      },
    },
  });
}

function get({ publicKey }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      allowCredentials: withIds(publicKey.allowCredentials),
    },
  });
}

function plain(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const sent = parts.filter((part) => response[part]).map((part) => [part, encode(response[part])]);
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { ...Object.fromEntries(sent), transports: response.getTransports?.() ?? [] },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-act]");
  const says = form.querySelector("[data-passkey-says]");
  const isUsable = window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname);
  button.hidden = !isUsable;
  if (!isUsable) says.textContent = form.dataset.unusable ?? "";
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    says.textContent = "";
    try {
      const options = await optionsOf(form);
      const passwordless = form.elements.passwordless?.checked ?? false;
      const made = form.dataset.passkey === "create" ? create(options, passwordless) : get(options);
      form.elements.credential.value = JSON.stringify(plain(await made));
      form.submit();
    } catch (problem) {
      says.textContent = form.dataset.failed;
    }
  });
}
