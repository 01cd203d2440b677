// What was typed on a page whose session ended is there again after signing in. It is kept in this
// tab alone, for its user and page, without identity numbers and passwords; signing out deletes it.
(() => {
  const KEPT = "draft ", SIGNED_OUT = "signed-out", PAUSE = 300, MOST_ROWS = 40;
  const SECRET = /cccd|password|csrf|^once$|^code$/i;
  const NUMBER = /(^|\D)\d{12}(\D|$)/;
  const UNTYPED = ["hidden", "submit", "button", "image", "reset", "file", "password"];
  const user = document.body.dataset.user;
  const here = location.pathname + location.search;
  const forms = [...document.forms].filter((form) => form.elements.namedItem("once"));

  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT));
  let leaving = false;
  const forget = () => {
    leaving = true;
    for (const key of drafts()) sessionStorage.removeItem(key);
  };
  const read = (key) => JSON.parse(sessionStorage.getItem(key));
  const write = (key, draft) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      sessionStorage.removeItem(key);
    }
  };
  const keyOf = (form) =>
    `${KEPT}${user} ${here} ${form.id || form.getAttribute("action") || forms.indexOf(form)}`;

  const ticks = (control) => ["checkbox", "radio"].includes(control.type);
  const value = (control) => ticks(control) ? control.checked : control.value;
  const shown = (control) => {
    if (ticks(control)) return control.defaultChecked;
    if (!control.options) return control.defaultValue;
    const options = [...control.options];
    return (options.find((option) => option.defaultSelected) || options[0])?.value ?? "";
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const labelOf = (control) => (
    control.getAttribute("aria-label") || control.labels?.[0]?.textContent || control.name
  ).trim();

  const fieldsOf = (form) => {
    const fields = new Map();
    for (const control of form.elements) {
      if (!control.name || UNTYPED.includes(control.type) || control.type === "fieldset") continue;
      fields.set(control.name, [...(fields.get(control.name) || []), control]);
    }
    return fields;
  };

  // Only what was changed, with what stood there: nobody else's change is written over.
  const typedIn = (form, before) => {
    const typed = { ...before };
    for (const [name, controls] of fieldsOf(form)) {
      const was = typed[name]?.was ?? controls.map(shown);
      const now = controls.map(value), label = labelOf(controls[0]);
      if (same(was, now)) delete typed[name];
      else if (SECRET.test(name) || now.some((text) => NUMBER.test(text))) {
        typed[name] = { was: [], now: [], label, secret: true };
      } else typed[name] = { was, now, label };
    }
    return typed;
  };

  const put = (controls, now) => {
    for (const [number, control] of controls.entries()) {
      control.closest("details")?.setAttribute("open", "");
      if (ticks(control)) control.checked = now[number];
      else control.value = now[number];
    }
  };

  // Whether a row more was added where one of that name would be.
  const rowMore = (form, name) => {
    const detail = name.match(/^(\w+)-\d+-/)?.[1];
    return !form.dispatchEvent(new CustomEvent("row:wanted", { detail, cancelable: true }));
  };

  // Returns what could not be filled in, in words.
  const fillIn = (form, typed) => {
    const left = [];
    let rows = 0;
    for (const [name, { was, now, label, secret }] of Object.entries(typed)) {
      while (!secret && !fieldsOf(form).has(name) && rows++ < MOST_ROWS) {
        if (!rowMore(form, name)) break;
      }
      const controls = fieldsOf(form).get(name);
      const stands = controls?.map(shown);
      if (secret) left.push(`${label}: số CCCD, mật khẩu không được giữ lại; hãy nhập lại`);
      else if (controls && (same(stands, was) || same(stands, now))) put(controls, now);
      else left.push(`${label}: trang nay khác lúc nhập; đã nhập “${now.join(", ")}”`);
    }
    return left;
  };

  const tell = (form, draft, left) => {
    const notice = document.getElementById("draft").content.cloneNode(true).firstElementChild;
    const at = new Date(draft.at);
    notice.querySelector("[data-when]").textContent =
      at.toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
    const list = document.createElement("ul");
    for (const words of left) list.appendChild(document.createElement("li")).textContent = words;
    if (left.length) notice.appendChild(list);
    notice.querySelector("button").addEventListener("click", () => {
      form.reset();
      sessionStorage.removeItem(keyOf(form));
      notice.remove();
    });
    form.prepend(notice);
  };

  const keep = (form) => {
    const key = keyOf(form);
    let draft = sessionStorage.getItem(key) ? read(key) : { page: here, user, typed: {} };
    let timer = 0;
    const save = () => {
      clearTimeout(timer);
      timer = 0;
      if (leaving) return;
      const typed = typedIn(form, draft.typed);
      draft = { ...draft, typed, at: Date.now(), interrupted: false };
      if (Object.keys(typed).length) write(key, draft);
      else sessionStorage.removeItem(key);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("submit", save);
    // What is typed in rows that are shown anew would not be told from what stood there.
    form.addEventListener("htmx:beforeRequest", save);
    window.addEventListener("pagehide", () => { if (timer) save(); });
  };

  const comeBack = (form) => {
    const key = keyOf(form), draft = sessionStorage.getItem(key) && read(key);
    if (draft?.interrupted) {
      const left = fillIn(form, draft.typed);
      tell(form, draft, left);
      // The notice has pushed it down, perhaps beneath the bar of buttons.
      document.activeElement.scrollIntoView({ block: "nearest" });
      form.dispatchEvent(new Event("input", { bubbles: true }));
      form.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (!form.querySelector(".field-error, [role=alert]")) sessionStorage.removeItem(key);
    keep(form);
  };

  const interrupt = () => {
    for (const key of drafts()) write(key, { ...read(key), interrupted: true });
  };
  const interrupted = () => {
    interrupt();
    const notice = document.getElementById("drafts-kept");
    if (notice) notice.hidden = drafts().length === 0;
  };

  const goOn = () => {
    for (const key of drafts()) {
      const draft = read(key);
      if (draft.user !== user || (draft.page !== here && !draft.interrupted)) {
        sessionStorage.removeItem(key);
      }
    }
    for (const form of forms) comeBack(form);
  };

  const begin = !user || document.querySelector("[data-interrupts]") ? interrupted : goOn;
  // After what adds the rows that are missing.
  document.addEventListener("DOMContentLoaded", begin);
  document.querySelector("[data-sign-in]")?.addEventListener("click", interrupt);
  document.getElementById("sign-out")?.addEventListener("submit", () => {
    forget();
    localStorage.setItem(SIGNED_OUT, Date.now());
  });
  window.addEventListener("storage", (event) => { if (event.key === SIGNED_OUT) forget(); });
})();
