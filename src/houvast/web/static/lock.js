// @ts-check
// Lock a dossier that nobody touches (K21): what is half typed is kept sealed, the page goes blank, the door is next.
// Touching a page keeps the session alive; a page that only lies open does not.
"use strict";
(() => {
  const body = document.body;
  const seconds = Number(body.dataset.idle || 0), door = body.dataset.lock || "", alive = body.dataset.alive || "";
  if (!seconds || !door) return;
  const MINUTE = 60_000;
  let touched = Date.now(), told = Date.now();

  const keep = async () => {
    const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-keep]"));
    if (!form) return;
    const said = new FormData(form);
    said.set("keep", "1");
    await fetch(form.action, { method: "POST", body: new URLSearchParams(/** @type {any} */ ([...said].filter(([, each]) => typeof each === "string"))), credentials: "same-origin" });
  };

  const lock = () => {
    document.documentElement.classList.add("gone");
    const gone = () => window.location.replace(door);
    keep().then(gone, gone);
  };

  const touch = () => {
    touched = Date.now();
    if (touched - told > MINUTE && alive) {
      told = touched;
      fetch(alive, { method: "POST", credentials: "same-origin" }).catch(() => {});
    }
  };
  for (const each of ["keydown", "pointerdown", "scroll", "input"]) document.addEventListener(each, touch, { passive: true });

  const look = () => { if (Date.now() - touched >= seconds * 1000) lock(); };
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
})();
