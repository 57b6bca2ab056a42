// @ts-check
// Leave at once (K01): a blank page first, then the dossier is closed, then an ordinary page takes this one's place.
// Bare Shift three times, each within five seconds, does the same; any other key begins anew.
"use strict";
(() => {
  const SECONDS = 5, TIMES = 3;
  const body = document.body;
  const to = body.dataset.leave || "about:blank", closed = body.dataset.closed || "";
  let pressed = 0, last = 0;

  const blank = () => document.documentElement.classList.add("gone");  // the title says nothing already

  const leave = () => {
    blank();
    const left = () => window.location.replace(to);
    // The answer takes the cookie away; whatever happens to it, the page goes.
    const done = closed ? fetch(closed, { method: "POST", keepalive: true, credentials: "same-origin" }) : Promise.resolve();
    const late = new Promise((resolve) => setTimeout(resolve, 250));
    Promise.race([done, late]).then(left, left);
  };

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
