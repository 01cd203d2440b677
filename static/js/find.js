// The field that finds anything: "/" leads to it, what was found stands beneath it while one types.
// The focus stays in the field; arrows choose, Enter opens what is chosen or the page of results.
(() => {
  const LEAST = 2, PAUSE = 200;
  // Not sent while it is typed: see numbers.js.
  const NUMBER = /^[\d\s]{5,}$/;
  const field = document.getElementById("find");
  if (!field) return;
  const form = field.form, offers = form.querySelector(".offers");
  const list = offers.querySelector("[role=listbox]"), said = offers.querySelector("[role=status]");
  const kept = new Map();
  let waiting = 0, asked = null, shownFor = "";

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const show = (open) => {
    offers.hidden = !open;
    field.setAttribute("aria-expanded", String(open && options().length > 0));
    if (!open) choose(null);
  };
  const put = (text, html) => {
    list.innerHTML = html;
    const told = list.querySelector("[data-said]");
    said.textContent = told.textContent;
    told.remove();
    shownFor = text;
    choose(null);
    show(document.activeElement === field);
  };

  const ask = async (text) => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${form.dataset.offers}?${query}`, {
      signal: asked.signal, redirect: "manual",
    }).catch(() => null);
    // Whoever is signed out, or asks for what cannot be asked, is told by the page of results.
    if (!answer?.ok) return;
    kept.set(text, await answer.text());
    if (field.value.trim() === text) put(text, kept.get(text));
  };

  field.addEventListener("input", () => {
    const text = field.value.trim();
    clearTimeout(waiting);
    if (text.length < LEAST || NUMBER.test(text)) return show(false);
    if (kept.has(text)) return put(text, kept.get(text));
    waiting = setTimeout(ask, PAUSE, text);
  });
  field.addEventListener("focus", () => {
    if (shownFor && field.value.trim() === shownFor) show(true);
  });

  const step = (by) => {
    const all = options(), at = all.indexOf(chosen());
    // Past the last and before the first one is back in the field.
    choose(all[at < 0 && by < 0 ? all.length - 1 : at + by] || null);
  };
  field.addEventListener("keydown", (event) => {
    if (offers.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen()) chosen().click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Pressing what was found does not take the focus, and so does not close what is pressed.
  offers.addEventListener("mousedown", (event) => event.preventDefault());
  field.addEventListener("blur", () => show(false));

  const types = (target) => target.isContentEditable
    || target.matches("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.isComposing || types(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
