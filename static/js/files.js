// The browser's button for files speaks the browser's language: ours stands in its place, and says
// what is chosen. The field itself stays, for the keyboard and for whoever has no script.
(() => {
  const told = (input) => [...input.files].map((file) => file.name).join(", ") || "Chưa chọn tệp";

  const dress = (input) => {
    if (input.classList.contains("dressed")) return;
    const shown = document.createElement("span");
    const button = document.createElement("span");
    const names = document.createElement("span");
    shown.className = "file-shown";
    shown.ariaHidden = "true";
    button.className = "button";
    button.textContent = input.multiple ? "Chọn các tệp" : "Chọn tệp";
    names.className = "file-names";
    names.textContent = told(input);
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => { names.textContent = told(input); });
    shown.append(button, names);
    input.after(shown);
    input.classList.add("dressed");
  };

  const all = (within) => within.querySelectorAll("input[type=file]").forEach(dress);
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
})();
