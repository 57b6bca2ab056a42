// @ts-check
// The browser's own Back leads to the question before. What was answered stands in the form and nowhere else, so a page that was sent
// cannot be asked for again: here the questions take each other's place in one page. Without script each is a page, with a way back.
"use strict";
(() => {
  const END = "end";
  const form = () => /** @type {HTMLFormElement | null} */ (document.querySelector(`main form[action="${location.pathname}"]`));
  const at = () => /** @type {HTMLInputElement | null} */ (document.querySelector("#check input[name=at]"))?.value ?? END;

  /** Send what was answered, and show the question or the end that it leads to. @param {FormData} said */
  const show = async (said) => {
    const typed = new URLSearchParams([...said].flatMap(([name, each]) => (typeof each === "string" ? [[name, each]] : [])));
    const answer = await fetch(location.pathname, { method: "POST", body: typed, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    if (!main) throw new Error();
    document.title = page.title;
    document.querySelector("main")?.replaceWith(main);
    window.scrollTo(0, 0);
    (/** @type {HTMLElement | null} */ (main.querySelector("[autofocus]")) ?? main).focus();
  };

  history.replaceState({ at: at() }, "");

  document.addEventListener("submit", (event) => {
    const sent = /** @type {HTMLFormElement} */ (event.target);
    if (sent.getAttribute("action") !== location.pathname) return;
    event.preventDefault();
    const said = new FormData(sent), button = /** @type {HTMLButtonElement | null} */ (event.submitter), before = at();
    if (button?.name) said.set(button.name, button.value);
    show(said).then(() => { if (at() !== before) history.pushState({ at: at() }, ""); }, () => sent.submit());
  });

  window.addEventListener("popstate", (event) => {
    const sent = form();
    if (!sent) return location.reload();
    const said = new FormData(sent), to = event.state?.at ?? "0";
    said.set("go", to === END ? "next" : to);
    return show(said).catch(() => location.reload());
  });
})();
