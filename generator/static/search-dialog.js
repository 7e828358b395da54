/* The search page, in a dialog: its form, its words and its lists are fetched from there when somebody opens it. */

import { start } from "./search.js";

const MOST = 8;
let made;

/** Opens the dialog, and gives the focus back to the link when it closes. */
export async function open(opener) {
  made ??= make(opener.href);
  const dialog = await made.catch((error) => {
    made = undefined;
    throw error;
  });
  if (dialog.open) return;
  dialog.addEventListener("close", () => opener.focus(), { once: true });
  dialog.showModal();
  dialog.querySelector("input").select();
}

async function make(address) {
  const [answer] = await Promise.all([fetch(address), styled()]);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = page.querySelector(".searching");
  if (!place?.querySelector("form")) throw new Error(`no search at ${address}`);
  for (const link of place.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), answer.url);

  const dialog = document.createElement("dialog");
  dialog.className = "search-dialog";
  dialog.setAttribute("aria-label", page.querySelector("h1").textContent);
  dialog.append(place);
  document.body.append(dialog);

  const all = place.querySelector(".search-all");
  const link = all.querySelector("a");
  const search = start(place, answer.url, MOST, ({ query, shown }) => {
    link.search = new URLSearchParams({ q: query });
    all.hidden = !shown;
  });
  search.prepare();
  const field = place.querySelector("input");
  field.type = "text"; // in a field of the type "search", Esc empties it instead of closing the dialog
  field.inputMode = "search";
  closes(dialog, place.querySelector(".search-close"));
  return dialog;
}

/* By its button and by a press beside it; by Esc it closes by itself. */
function closes(dialog, button) {
  let beside = false;
  dialog.firstElementChild.prepend(button);
  button.hidden = false;
  button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("pointerdown", (event) => (beside = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (beside && event.target === dialog) dialog.close();
  });
}

/* Its style sheet, loaded before it shows. */
function styled() {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("search.css", import.meta.url);
  return new Promise((done, failed) => {
    sheet.onload = done;
    sheet.onerror = failed;
    document.head.append(sheet);
  });
}
