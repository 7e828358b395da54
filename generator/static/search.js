/* Search, on its page and in the dialog. The index is loaded when somebody searches. What others wrote reaches the page as
   text only. */

const MOST = 30;
const SHOWN = 30; // words of a text, as many as in an excerpt
const place = document.querySelector("main .searching");
if (place?.querySelector("form")) searchHere();

/* On the search page the words stand in its address, and a button shows more. */
function searchHere() {
  const more = place.querySelector(".search-more");
  const search = start(place, location.href, MOST, ({ query, rest }) => {
    history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    more.hidden = !rest;
  });
  more.querySelector("button").addEventListener("click", search.more);
  search.ask(new URLSearchParams(location.search).get("q") ?? "");
}

/**
 * Makes the form in a place search, and shows what it finds below, at most `most` pages. Addresses in the form are
 * relative to `base`. `told` is called with the words, how many pages are shown, and whether there are more.
 */
export function start(place, base, most, told) {
  const part = (name) => place.querySelector(name);
  const [form, field, status, list, help] = ["form", "input", ".search-status", ".results", ".search-help"].map(part);
  const words = form.dataset;
  const [kinds, languages, found, endings] = ["kinds", "languages", "found", "endings"].map((each) => JSON.parse(words[each]));
  const tag = document.documentElement.lang;
  const number = new Intl.NumberFormat(tag);
  const plural = new Intl.PluralRules(tag);
  let index;
  let latest = 0;
  let limit = most;

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  field.addEventListener("input", () => {
    clearTimeout(field.timer);
    field.timer = setTimeout(search, 200);
  });

  return {
    ask(query) {
      field.value = query;
      if (query) search();
    },
    more() {
      search(limit + most);
    },
    prepare() {
      open().catch(() => {}); // who searches is told
    },
  };

  async function search(wanted = most) {
    clearTimeout(field.timer);
    limit = wanted;
    const asked = ++latest;
    const query = field.value.trim();
    let shown = 0;
    help.hidden = true;
    status.textContent = query && words.loading;
    try {
      if (!query) clear(query);
      else for await (const { pages, count, more, done } of (await open())(beginnings(query), wanted)) {
        if (asked !== latest) return;
        if (!shown) list.replaceChildren();
        list.append(...pages.map(item));
        shown += pages.length;
        if (done) status.textContent = counted(count, more);
        help.hidden = !done || count > 0;
        told({ query, shown, rest: more || count > shown });
      }
    } catch {
      index = undefined;
      if (asked !== latest) return;
      status.textContent = words.failed;
      clear(query);
    }
  }

  function clear(query) {
    list.replaceChildren();
    told({ query, shown: 0, rest: false });
  }

  function open() {
    index ??= import("./search-index.js").then(({ opened }) => {
      const [bundle, second] = [words.bundle, words.index].map((address) => address && new URL(address, base).href);
      return opened(bundle, words.besides, second);
    });
    return index;
  }

  /* Words are searched for by how they begin. */
  function beginnings(query) {
    const ending = endings.length && new RegExp(`(?<=\\S\\S)(?:${endings.join("|")})(?=\\s|$)`, "gu");
    return ending ? query.replace(ending, "") : query;
  }

  function counted(count, more) {
    if (!count) return words.none;
    const form = more ? words.moreThan : (found[plural.select(count)] ?? found.other);
    return form.replace("{n}", number.format(count));
  }

  function item(page) {
    const link = element("a", page.title);
    link.href = page.href;
    const about = element("p", kinds[page.kind] ?? "");
    about.className = "result-about";
    if (page.place) about.append(" · ", written(element("span", page.place), page.placeLanguage));
    const entry = element("li", link);
    if (page.language) {
      link.hreflang = page.language;
      written(link, page.language);
      const mark = element("span", languages[page.language] ?? page.language);
      mark.className = "result-language";
      about.append(" · ", mark);
    }
    const line = element("p", ...(page.excerpt ? excerpt(page) : [beginning(page.line)]));
    entry.append(about, written(line, page.language));
    return entry;
  }

  /* Says in which language an element is written, where that is not the one of the page. */
  function written(made, language) {
    if (language && language !== tag) made.lang = language;
    return made;
  }
}

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/* Pagefind's excerpt is HTML: only its text and its marks are taken over. */
function excerpt({ excerpt, within }) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  const words = [...parsed.childNodes].map((node) => (node.nodeName === "MARK" ? element("mark", node.textContent) : node.textContent));
  return [within ? "… " : "", ...words, " …"];
}

function beginning(text) {
  const words = text.split(" ");
  return words.length > SHOWN ? `${words.slice(0, SHOWN).join(" ")} …` : text;
}
