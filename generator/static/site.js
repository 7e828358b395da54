/* Every page: the link to the search opens a dialog. Nothing of it is loaded before, and without it the link leads on. */

const opener = document.querySelector("a.to-search");

opener?.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const field = document.querySelector("main .searching input");
  if (field) {
    field.focus();
    return;
  }
  try {
    const { open } = await import("./search-dialog.js");
    await open(opener);
  } catch {
    location.assign(opener.href);
  }
});
