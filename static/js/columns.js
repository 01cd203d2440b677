// Columns of the list: arrows beside each move it, and what is ticked joins those in order at once.
(() => {
  const FORM = ".choosing form";
  const renumber = (list) => {
    [...list.children].forEach((item, at) => {
      item.querySelector("input[type=number]").value = at + 1;
      item.querySelector("[data-by='-1']").disabled = at === 0;
      item.querySelector("[data-by='1']").disabled = at === list.children.length - 1;
    });
  };
  const button = (by, sign, said) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "slight", textContent: sign, title: said });
    made.dataset.by = by;
    made.setAttribute("aria-label", said);
    return made;
  };
  const numberOf = (item) => {
    const found = item.querySelector("input[type=number]");
    if (found) return found;
    const made = document.createElement("input");
    Object.assign(made, { type: "number", name: `at_${item.querySelector("[name=column]").value}` });
    item.prepend(made);
    return made;
  };
  const join = (item) => {
    const name = item.querySelector("label").textContent.trim();
    numberOf(item).hidden = true;
    item.append(button(-1, "↑", `Chuyển cột ${name} lên trước`), button(1, "↓", `Chuyển cột ${name} ra sau`));
  };
  const begin = () => {
    for (const list of document.querySelectorAll(`${FORM} .in-order:not(.moved)`)) {
      list.classList.add("moved");
      for (const item of list.children) join(item);
      renumber(list);
    }
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.(`${FORM} [data-by]`);
    if (!pressed) return;
    const item = pressed.closest("li");
    const list = item.parentElement;
    if (pressed.dataset.by === "1") item.nextElementSibling?.after(item);
    else item.previousElementSibling?.before(item);
    renumber(list);
    (pressed.disabled ? item.querySelector("[data-by]:enabled") : pressed)?.focus();
  });
  document.addEventListener("change", (event) => {
    const ticked = event.target;
    if (!ticked.matches(`${FORM} ul [name=column]`)) return;
    const list = ticked.form.querySelector(".in-order");
    const item = ticked.closest("li");
    list.append(item);
    join(item);
    renumber(list);
    ticked.focus();
  });
  document.addEventListener("htmx:afterSettle", begin);
  begin();
})();
