// @ts-check
// Lock a dossier that nobody touches, or that she locks (K21): what is half typed is kept sealed, the page goes blank, the door is next.
// Touching a page keeps the session alive; a page that only lies open does not. While something of hers comes in or is made, in whatever
// tab, nothing is locked by itself: the page asks first, blank, and counts from the last byte. A server that does not answer is locked out.
// Pages in other tabs are told: who types in one is not locked out by another, and where one locks, all keep what is typed and go.
"use strict";
(() => {
  const body = document.body;
  const seconds = Number(body.dataset.idle || 0), door = body.dataset.lock || "", alive = body.dataset.alive || "";
  if (!seconds || !door) return;
  const MINUTE = 60_000, PATIENCE = 20_000, AT_ONCE = 1000, SOON = 250;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("lock") : undefined, LOCKED = "locked", TOUCHED = "touched";
  let touched = Date.now(), told = Date.now(), spread = 0, asking = false, locked = false;
  /** @param {number} time */
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const keep = async () => {
    const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-keep]"));
    if (!form || (form.dataset.keep === "typed" && form.dataset.typed === undefined)) return;
    const said = new FormData(form);
    said.set("keep", "1");
    await fetch(form.action, { method: "POST", body: new URLSearchParams(/** @type {any} */ ([...said].filter(([, each]) => typeof each === "string"))), credentials: "same-origin" });
  };

  // What was typed here when it locked stands here again; of a page of one form only what somebody typed in is kept.
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-kept]"))) {
    const said = new Map(Object.entries(/** @type {Record<string, string[]>} */ (JSON.parse(form.dataset.kept || "{}"))));
    form.dataset.typed = "";
    for (const each of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
      const values = said.get(each.name);
      if (!values || ["hidden", "file", "password", "submit"].includes(each.type)) continue;
      const ticked = ["radio", "checkbox"].includes(each.type);
      if (ticked) each.checked = values.includes(each.value);
      else each.value = values.shift() ?? "";
      const filled = ticked ? each.checked : each.value;
      for (let fold = filled && each.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    }
  }
  document.addEventListener("input", ({ target }) => {
    const form = /** @type {HTMLElement} */ (target).closest("form[data-keep]");
    if (form) /** @type {HTMLElement} */ (form).dataset.typed = "";
  });

  /** How long nothing came in or was made, in milliseconds. */
  const quiet = async () => {
    try {
      const answer = await fetch(alive, { method: "POST", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      return answer.ok ? 1000 * Number(answer.headers.get("X-Quiet") ?? Infinity) : Infinity;
    } catch {
      return Infinity;
    }
  };

  /** @param {Promise<unknown>} late after which it locks, kept or not */
  const lock = (late) => {
    document.documentElement.classList.add("gone");
    tabs?.postMessage(LOCKED);
    const gone = () => window.location.replace(door);
    Promise.race([Promise.allSettled([keep(), pause(SOON)]), late]).then(gone);
  };

  tabs?.addEventListener("message", ({ data }) => {
    if (data === TOUCHED) touched = Date.now();
    if (data !== LOCKED || body.classList.contains("public")) return;  // a page for everybody shows nothing of the dossier
    asking = locked = true;
    document.documentElement.classList.add("gone");
    // Not by way of the lock: a tab that slept until now would end what was opened since.
    Promise.race([Promise.allSettled([keep(), pause(AT_ONCE)]), pause(PATIENCE)]).then(() => window.location.reload());
  });

  // So does going back to a question before this one.
  for (const each of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-keeps]"))) each.addEventListener("click", (event) => {
    event.preventDefault();
    Promise.race([Promise.allSettled([keep()]), pause(AT_ONCE)]).then(() => window.location.assign(each.href));
  });

  // Her own press keeps what is half typed too.
  document.querySelector(`form[action="${door}"]`)?.addEventListener("submit", (event) => {
    event.preventDefault();
    asking = true;
    lock(pause(AT_ONCE));
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
    if (touched - spread > AT_ONCE) {
      spread = touched;
      tabs?.postMessage(TOUCHED);
    }
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
    if (locked) return;
    if (isDue()) return lock(new Promise(() => {}));
    document.documentElement.classList.remove("gone");
    asking = false;
  };
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
})();
