// @ts-check
// Leave at once (K01): a blank page first, then what is half typed is kept sealed and the dossier is closed, then an ordinary page
// takes this one's place. Nothing waits longer than a quarter of a second: closing goes before keeping.
// Bare Shift three times, each within five seconds, does the same; any other key begins anew. Pages in other tabs go with it.
"use strict";
(() => {
  // A browser has no page of what was sent: where Back leads to one, it shows an error of its own. Now it asks for the page anew.
  history.replaceState(history.state, "");

  const SECONDS = 5, TIMES = 3, PATIENCE = 250, MOST = 60_000;
  const body = document.body;
  const to = body.dataset.leave || "about:blank", closed = body.dataset.closed || "";
  let pressed = 0, last = 0;

  const blank = () => document.documentElement.classList.add("gone");  // the title says nothing already

  /** Keep what is half typed, if anything is: sealed, for when she opens the dossier again. */
  const keep = () => {
    const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-keep]"));
    if (!form || (form.dataset.keep === "typed" && form.dataset.typed === undefined)) return Promise.resolve();
    const said = new FormData(form);
    said.set("keep", "1");
    const typed = new URLSearchParams([...said].flatMap(([name, each]) => (typeof each === "string" ? [[name, each]] : [])));
    const keepalive = typed.toString().length < MOST;  // a browser refuses to keep more alive than 64 KiB
    return fetch(form.action, { method: "POST", body: typed, keepalive, credentials: "same-origin" });
  };

  let closing = /** @type {Promise<unknown> | undefined} */ (undefined);
  // The answer takes the cookie away; whatever happens to it, the page goes.
  const close = () => (closing ??= closed ? fetch(closed, { method: "POST", keepalive: true, credentials: "same-origin" }) : Promise.resolve());

  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("leave") : undefined;  // an older browser leaves tab by tab

  const leave = () => {
    blank();
    tabs?.postMessage("");
    const left = () => window.location.replace(to);
    const late = new Promise((resolve) => setTimeout(() => { close(); resolve(undefined); }, PATIENCE));
    Promise.race([keep().then(close, close), late]).then(left, left);
  };

  tabs?.addEventListener("message", () => {
    blank();
    const left = () => window.location.replace(to);
    Promise.race([keep(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]).then(left, left);
  });

  document.getElementById("leave")?.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") { pressed = 0; return; }
    const now = Date.now();
    pressed = now - last <= SECONDS * 1000 ? pressed + 1 : 1;
    last = now;
    const status = document.getElementById("leave-status");
    if (status) status.textContent = pressed < TIMES ? (status.dataset["n" + (TIMES - pressed)] || "") : "";
    if (pressed >= TIMES) leave();
  });

  // A page the browser kept whole comes back with what was typed: hide it, and ask for it anew.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) { blank(); window.location.reload(); }
  });
})();
