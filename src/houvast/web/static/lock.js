// @ts-check
// Lock a dossier that nobody touches, or that she locks (K21): what is half typed is kept sealed, the page goes blank, the door is next.
// Touching a page keeps the session alive; a page that only lies open does not. While something of hers comes in or is made, in whatever
// tab, nothing is locked by itself: the page asks first, blank, and counts from the last byte. A server that does not answer is locked out.
"use strict";
(() => {
  const body = document.body;
  const seconds = Number(body.dataset.idle || 0), door = body.dataset.lock || "", alive = body.dataset.alive || "";
  if (!seconds || !door) return;
  const MINUTE = 60_000, PATIENCE = 20_000, AT_ONCE = 1000;
  let touched = Date.now(), told = Date.now(), asking = false;

  const keep = async () => {
    const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-keep]"));
    if (!form) return;
    const said = new FormData(form);
    said.set("keep", "1");
    await fetch(form.action, { method: "POST", body: new URLSearchParams(/** @type {any} */ ([...said].filter(([, each]) => typeof each === "string"))), credentials: "same-origin" });
  };

  /** How long nothing came in or was made, in milliseconds. */
  const quiet = async () => {
    try {
      const answer = await fetch(alive, { method: "POST", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      return answer.ok ? 1000 * Number(answer.headers.get("X-Quiet") ?? Infinity) : Infinity;
    } catch {
      return Infinity;
    }
  };

  /** @param {Promise<void>} late after which it locks, kept or not */
  const lock = (late) => {
    document.documentElement.classList.add("gone");
    const gone = () => window.location.replace(door);
    Promise.race([keep(), late]).then(gone, gone);
  };

  // Her own press keeps what is half typed too.
  document.querySelector(`form[action="${door}"]`)?.addEventListener("submit", (event) => {
    event.preventDefault();
    asking = true;
    lock(new Promise((resolve) => setTimeout(resolve, AT_ONCE)));
  });

  // A page from which a file is fetched stays as it is: the passphrase does not lie in it for who takes the phone next.
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    setTimeout(() => {
      for (const each of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[type="password"]'))) each.value = "";
      for (const each of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-sent]"))) each.hidden = false;
    });
  });

  const touch = () => {
    touched = Date.now();
    if (touched - told > MINUTE && alive) {
      told = touched;
      fetch(alive, { method: "POST", credentials: "same-origin" }).catch(() => {});
    }
  };
  for (const each of ["keydown", "pointerdown", "scroll", "input"]) document.addEventListener(each, touch, { passive: true });

  const isDue = () => Date.now() - touched >= seconds * 1000;
  const look = async () => {
    if (asking || !isDue()) return;
    asking = true;
    document.documentElement.classList.add("gone");
    touched = Math.max(touched, Date.now() - await quiet());
    if (isDue()) return lock(new Promise(() => {}));
    document.documentElement.classList.remove("gone");
    asking = false;
  };
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
})();
