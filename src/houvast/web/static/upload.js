// @ts-check
// Files in pieces, each sealed as it comes: shows how far it is, goes on after a broken connection. Keeps nothing in the browser.
"use strict";
(() => {
  const PIECE = 4 << 20, WAIT = 2000;
  const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-arrivals]"));
  const input = /** @type {HTMLInputElement | null} */ (box?.querySelector("input[type=file]") ?? null);
  const form = input?.form;
  const list = box?.querySelector("ul"), status = box?.querySelector("[role=status]");
  const token = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=csrfmiddlewaretoken]") ?? null);
  if (!box || !input || !form || !list || !status || !token) return;
  const say = box.dataset, address = say.arrivals || "";
  let busy = 0, queue = Promise.resolve();
  /** @type {HTMLElement | null | undefined} */ let waiting;

  const pause = () => new Promise((resolve) => setTimeout(resolve, WAIT));
  const size = (/** @type {number} */ n) => new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit", unit: n < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: 1 }).format(n < 1e6 ? n / 1e3 : n / 1e6);

  /** @param {string} path @param {string} method @param {BodyInit | null} body @param {Record<string, string>} more */
  const ask = (path, method, body, more = {}) => fetch(address + path, {
    method, body, credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token.value, ...more } });
  /** @param {object} said */
  const begin = (said) => ask("", "POST", JSON.stringify({ page: location.pathname, ...said }), { "Content-Type": "application/json" });

  /** @param {string} name */
  const row = (name) => {
    const item = document.createElement("li"), what = document.createElement("bdi"), told = document.createElement("p");
    const bar = document.createElement("progress"), drop = document.createElement("button");
    what.textContent = name;
    told.className = "small soft numbers";
    bar.max = 1;
    bar.setAttribute("aria-label", name);
    drop.type = "button";
    drop.className = "button button--plain";
    drop.textContent = say.drop || "";
    drop.setAttribute("aria-label", `${say.drop}: ${name}`);
    item.append(what, bar, told, drop);
    list.append(item);
    list.hidden = false;
    return { item, bar, told, drop, gone: false };
  };

  /** @param {ReturnType<typeof row>} at @param {string} text */
  const tell = (at, text) => { at.told.textContent = text; status.textContent = text; };

  /** @param {ReturnType<typeof row>} at @param {{id: string, size: number, offset: number}} found */
  const show = (at, found) => {
    at.bar.value = found.size ? found.offset / found.size : 1;
    at.told.textContent = (say.of || "").replace("{a}", size(found.offset)).replace("{b}", size(found.size));
    at.drop.onclick = () => { at.gone = true; at.item.remove(); list.hidden = !list.children.length; ask(`${found.id}/`, "DELETE", null); };
    if (found.offset < found.size) return;
    const held = document.createElement("input");
    held.type = "hidden"; held.name = "arrived"; held.value = found.id;
    at.bar.remove();
    at.item.append(held);
    tell(at, say.whole || "");
  };

  /** @param {ArrayBuffer} bytes */
  const digest = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((each) => each.toString(16).padStart(2, "0")).join("");

  /** Send one file from where it is, until all of it came. @param {File} file */
  const send = async (file) => {
    const at = row(file.name);
    while (!at.gone) {
      try {
        const said = await begin({ name: file.name, size: file.size, changed: Math.max(0, file.lastModified) });
        if (said.status === 507) return tell(at, say.refused || "");
        if (said.status === 429) return tell(at, say.many || "");
        if (!said.ok) return tell(at, say.closed || "");
        let found = await said.json();
        // The same name, size and day may be another file: its last piece tells.
        if (found.offset && await digest(await file.slice(found.from, found.offset).arrayBuffer()) !== found.sha256) {
          await ask(`${found.id}/`, "DELETE", null);
          continue;
        }
        show(at, found);
        while (found.offset < found.size && !at.gone) {
          const answer = await ask(`${found.id}/`, "POST", file.slice(found.offset, found.offset + PIECE), {
            "Content-Type": "application/octet-stream", "X-Offset": String(found.offset) });
          if (answer.status === 507) return tell(at, say.refused || "");
          if (!answer.ok && answer.status !== 409) throw new Error("broken");
          found = await answer.json();
          if (!at.gone) show(at, found);
        }
        return undefined;
      } catch {
        tell(at, say.broken || "");
        await pause();
      }
    }
    return undefined;
  };

  const sendAll = () => {
    for (const file of [...(input.files || [])]) {
      for (const left of list.querySelectorAll("[data-left]")) if (left.firstElementChild?.textContent === file.name) left.remove();
      busy += 1;
      queue = queue.then(() => send(file)).finally(() => {
        busy -= 1;
        if (!busy && waiting !== undefined) form.requestSubmit(waiting);
      });
    }
    input.value = "";
  };
  input.addEventListener("change", sendAll);

  // What she sends off waits for what is still coming.
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    waiting = event.submitter;
    status.textContent = say.busy || "";
  });

  // After a reload: what came, and what is half here.
  begin({}).then((answer) => (answer.ok ? answer.json() : { under_way: [] })).then(({ under_way }) => {
    for (const found of under_way) {
      const at = row(found.name);
      show(at, found);
      if (found.offset < found.size) { at.item.dataset.left = "1"; at.told.textContent += ` · ${say.again}`; }
    }
    if (input.files?.length) sendAll();
  }, () => undefined);
})();
