// The screens of a presentation: moved through by the keyboard, and over the whole screen.
const slides = [...document.querySelectorAll(".slide")];
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

function shown() {
  const middle = innerHeight / 2;
  const at = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  return at < 0 ? slides.length - 1 : at;
}

function show(at) {
  const slide = slides[Math.max(0, Math.min(slides.length - 1, at))];
  history.replaceState(null, "", `#${slide.id}`);
  slide.scrollIntoView();
  slide.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const onControl = event.target.closest("a, button");
  if (event.key === " " && onControl) return;
  if (event.key === "Home") show(0);
  else if (event.key === "End") show(slides.length - 1);
  else if (event.key in STEPS) show(shown() + STEPS[event.key]);
  else return;
  event.preventDefault();
});

const full = document.querySelector(".full");
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => document.documentElement.requestFullscreen());
}
