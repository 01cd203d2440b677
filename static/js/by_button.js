// The page is printed by its button; without JavaScript the browser's own command does it.
const button = document.querySelector("#print-now");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
