// Keep the address of a filtered list short: what is not asked for is left out.
document.addEventListener("htmx:configRequest", (event) => {
  const parameters = event.detail.parameters;
  for (const name of Object.keys(parameters)) {
    if (parameters[name] === "") delete parameters[name];
  }
});
// What cannot be asked is told by the error page itself.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.requestConfig.verb === "get") location.assign(event.detail.pathInfo.finalRequestPath);
});
