// Rows added and removed in place, levels offered by kind, Ctrl+S, and a guard on what is unsaved.
(() => {
  const form = document.getElementById("entry");
  if (!form) return;
  let unsaved = form.querySelector(".field-error, [role=alert]") !== null;

  const offerLevels = (row) => {
    const kind = row.querySelector("select[name$=-kind]");
    const level = row.querySelector("input[name$=-level_text]");
    if (kind && level) level.setAttribute("list", `levels-${kind.value}`);
  };

  const letRemove = (row) => {
    const box = row.querySelector("input[name$=-DELETE]");
    if (box) box.addEventListener("change", () => row.classList.toggle("removed", box.checked));
    row.classList.toggle("removed", Boolean(box && box.checked));
  };

  const prepare = (row) => {
    offerLevels(row);
    letRemove(row);
  };

  for (const rows of form.querySelectorAll(".rows")) {
    const total = rows.querySelector("input[name$=-TOTAL_FORMS]");
    const list = rows.querySelector("ol");
    const add = rows.querySelector(".add");
    add.hidden = false;
    add.addEventListener("click", () => {
      const html = rows.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
      list.insertAdjacentHTML("beforeend", html);
      total.value = Number(total.value) + 1;
      const row = list.lastElementChild;
      prepare(row);
      row.querySelector("select, input:not([type=hidden])").focus();
    });
    for (const row of list.children) prepare(row);
  }

  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("change", (event) => {
    unsaved = true;
    const row = event.target.closest(".row-entry");
    if (row) offerLevels(row);
  });
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.primary"));
    }
  });
})();
