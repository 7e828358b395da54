/* The search of the offline copy, over the records of another script. What others wrote reaches the page as text only. */

(() => {
  const MOST = 30;
  const WEIGHTS = { title: 10, words: 5, line: 3, rest: 3, others: 1 };
  const WHOLE = 1.5;
  const ALIKE = 0.3; // Fahrrad for Fahrräder
  const PART = 0.75;
  const LONG = 4;
  const SHARE = 0.6; // Regenwasser of Regenwassernutzung
  const WORDS = /([\p{L}\p{N}][\p{L}\p{M}\p{N}]*)/gu;
  /* Without its signs पुरी is पर, so what has the very signs of a query comes first. */
  const SIGNS = /\p{Script=Devanagari}/u;

  const part = (name) => document.querySelector(`main .searching ${name}`);
  const [form, field, status, list, more, help] = ["form", "input", ".search-status", ".results", ".search-more", ".search-help"].map(part);
  if (!form) return;
  const tag = document.documentElement.lang;
  const ending = new RegExp(`(?<=..)(?:${JSON.parse(form.dataset.endings).join("|")})$`, "u");
  const pages = searchRecords.map((page) => ({ page, fields: Object.entries(WEIGHTS).map(([name, weight]) => fieldOf(page[name], weight)) }));
  let asked = [];
  let matches = [];

  form.hidden = false;
  form.onsubmit = (event) => {
    event.preventDefault();
    search();
  };
  field.oninput = () => {
    clearTimeout(field.timer);
    field.timer = setTimeout(search, 200);
  };
  more.onclick = show;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) search();

  function search() {
    clearTimeout(field.timer);
    const words = wordsOf(field.value).map((word) => word.replace(ending, ""));
    asked = words.map(folded);
    matches = words.length ? matching(words) : [];
    status.textContent = words.length ? counted(matches.length) : "";
    help.hidden = !words.length || matches.length > 0;
    list.replaceChildren();
    show();
    try {
      history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
    } catch {
      // not every browser does that for a file
    }
  }

  /* Pages in which every word is found, the best first; equal ones stay in their order. */
  function matching(words) {
    const ratings = asked.map(rated);
    const written = words.filter((word) => SIGNS.test(word));
    const signs = ({ fields }) => written.every((word) => fields.some(({ exact }) => exact.some((each) => each.startsWith(word))));
    return pages
      .map((each, at) => ({ page: each.page, signs: signs(each), rating: ratings.reduce((sum, rating) => sum && rating[at] && sum + rating[at], 1) }))
      .filter(({ rating }) => rating)
      .sort((one, other) => other.signs - one.signs || other.rating - one.rating)
      .map(({ page }) => page);
  }

  /* How well a word fits each page. Where it fits none, what it begins with does. */
  function rated(word) {
    const rate = (fits) => pages.map(({ fields }) => Math.max(0, ...fields.map(({ plain, weight }) => weight * Math.max(0, ...plain.map(fits)))));
    const stem = word.slice(0, Math.max(LONG, Math.ceil(word.length * PART)));
    const usual = rate((each) => (each === word ? WHOLE : each.startsWith(word) || (each.startsWith(stem) && ALIKE)));
    return usual.some(Boolean) ? usual : rate((each) => each.length > 2 && each.length >= word.length * SHARE && word.startsWith(each));
  }

  function show() {
    const shown = list.childElementCount;
    list.append(...matches.slice(shown, shown + MOST).map(item));
    more.hidden = list.childElementCount === matches.length;
  }

  function counted(count) {
    const found = JSON.parse(form.dataset.found)[new Intl.PluralRules(tag).select(count)];
    return count ? found.replace("{n}", count.toLocaleString(tag)) : form.dataset.none;
  }

  function item({ href, title, about, line = "", language, mark }) {
    const link = element("a", title);
    const kind = element("p", about);
    const text = element("p", ...marked(line));
    link.href = href;
    kind.className = "result-about";
    if (language) {
      kind.append(" · ", element("span", mark));
      kind.lastChild.className = "result-language";
      link.lang = text.lang = language;
    }
    return element("li", link, kind, text);
  }

  function marked(line) {
    return line.split(WORDS).map((each) => (asked.some((word) => folded(each).startsWith(word)) ? element("mark", each) : each));
  }

  function element(name, ...content) {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  }

  function fieldOf(text = "", weight) {
    const exact = wordsOf(text);
    return { weight, exact, plain: exact.map(folded) };
  }

  /* In small letters, without what joins or parts letters for the eye alone. */
  function wordsOf(text) {
    return text.normalize().replace(/[\u00ad\u200c\u200d]/g, "").toLowerCase().match(WORDS) ?? [];
  }

  /* Without accents and other marks. */
  function folded(word) {
    return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  }
})();
