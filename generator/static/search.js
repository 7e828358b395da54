/* The search page: Pagefind's index of this language, loaded when somebody searches. Titles reach the page as text only. */

const form = document.querySelector("form.search");
const field = document.getElementById("search-words");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const words = form.dataset;
const MOST = 30;
let pagefind;
let latest = 0;

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
field.addEventListener("input", () => {
  clearTimeout(search.timer);
  search.timer = setTimeout(search, 200);
});
field.value = new URLSearchParams(location.search).get("q") ?? "";
if (field.value) search();

async function search() {
  const asked = ++latest;
  const query = field.value.trim();
  history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  if (!query) {
    show([], "");
    return;
  }
  status.textContent = words.loading;
  try {
    pagefind ??= await import(new URL(words.bundle, document.baseURI));
    const found = await pagefind.search(query);
    const pages = await Promise.all(found.results.slice(0, MOST).map((result) => result.data()));
    if (asked === latest) show(pages, pages.length ? counted(found.results.length) : words.none);
  } catch {
    if (asked === latest) show([], words.failed);
  }
}

function show(pages, message) {
  status.textContent = message;
  results.replaceChildren(...pages.map(item));
}

function item(page) {
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  const line = document.createElement("p");
  line.append(...marked(page.excerpt));
  const entry = document.createElement("li");
  entry.append(link, line);
  return entry;
}

/* Pagefind's excerpt is HTML: only its text and its marks are taken over. */
function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return node.textContent;
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

function counted(number) {
  const language = document.documentElement.lang;
  const forms = JSON.parse(words.found);
  const form = forms[new Intl.PluralRules(language).select(number)] ?? forms.other;
  return form.replace("{n}", new Intl.NumberFormat(language).format(number));
}
