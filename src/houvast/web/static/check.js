// @ts-check
// The self-check leaves one line in the history of the browser, not one for each question: the next question takes the place of this one.
"use strict";
(() => {
  let plain = false;

  /** @param {HTMLFormElement} form @param {HTMLElement | null} button */
  const swap = async (form, button) => {
    const said = new URLSearchParams();
    new FormData(form).forEach((value, name) => said.append(name, String(value)));
    if (button instanceof HTMLButtonElement && button.name) said.append(button.name, button.value);
    const answer = await fetch(form.action, { method: "POST", body: said, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main"), here = document.querySelector("main");
    if (!next || !here || answer.status >= 500) throw new Error("no page");
    here.replaceWith(next);
    document.title = page.title;
    const first = next.querySelector(".wrong") || next.querySelector("h1");
    if (first instanceof HTMLElement) { first.tabIndex = -1; first.focus({ preventScroll: true }); }
    window.scrollTo(0, 0);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (plain || !(form instanceof HTMLFormElement) || !form.hasAttribute("data-check")) return;
    event.preventDefault();
    const button = event.submitter;
    swap(form, button).catch(() => { plain = true; form.requestSubmit(button); });
  });
})();
