// A menu that unfolds closes at Escape, and where something else is pressed or gets the focus.
(() => {
  const open = () => document.querySelector("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    const menu = open();
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  for (const name of ["click", "focusin"]) {
    document.addEventListener(name, (event) => {
      const menu = open();
      if (menu && !menu.contains(event.target)) menu.open = false;
    });
  }
  // On a narrow screen the menu begins where one is.
  const nav = document.querySelector(".top nav");
  const here = nav?.querySelector(":scope > [aria-current], :scope > details:has([aria-current])");
  if (here) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
})();
