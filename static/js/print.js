// The page of a whole list is there to be printed: it asks for the printer once, and by its button.
const button = document.querySelector("#print-now");
button.hidden = false;
button.addEventListener("click", () => print());
addEventListener("load", () => print());
