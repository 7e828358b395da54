/* The explorer: narrows the list of all cases down; what is chosen stands in the address of the page. Words are looked up in
   the texts once somebody types; should that fail, in titles and first sentences. */

const form = document.querySelector("form.explorer");
if (form) explore();

function explore() {
  const language = document.documentElement.lang;
  const part = (name) => form.querySelector(`.explorer-${name}`);
  const [list, fold, status, chosenList, none, all] = ["list", "first", "status", "chosen", "none", "all"].map(part);
  const { q: field, sort, first } = form.elements;
  const boxes = [...form.querySelectorAll("fieldset input")];
  const every = first ? [...boxes, first] : boxes;
  const cases = [...form.querySelectorAll(".explorer-list > li")].map((item, place) => {
    const link = item.querySelector("a");
    return { item, place, path: link.getAttribute("href"), title: link.textContent, first: !!fold?.contains(item) };
  });
  const wide = matchMedia("(min-width: 64rem)");
  let found = { words: "" };
  let order = sort.value;
  let latest = 0;
  let timer;
  let find;

  if (fold) {
    list.append(...fold.querySelectorAll("li"));
    fold.remove();
  }
  read();
  update();
  unfold();
  for (const each of form.querySelectorAll(".explorer-filters, .explorer-order")) each.hidden = false;
  wide.addEventListener("change", unfold);
  addEventListener("popstate", () => {
    read();
    update();
  });
  form.addEventListener("change", ({ target }) => target === field || update(remember));
  form.addEventListener("reset", () => setTimeout(goOn));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update(remember);
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => update(() => remember("typed")), 250);
  });

  function unfold() {
    all.open = wide.matches;
  }

  /* The address → the form. What the form does not know is ignored. */
  function read() {
    const asked = new URLSearchParams(location.search);
    for (const box of every) {
      box.checked = asked.getAll(box.name).includes(box.value);
      if (box.checked) box.closest(".explorer-facet")?.setAttribute("open", "");
    }
    field.value = asked.get("q") ?? "";
    sort.value = asked.get("sort") ?? "";
    if (sort.selectedIndex < 0) sort.selectedIndex = 0;
  }

  /* The form → the address. Letters typed one after the other are one step back. */
  function remember(how = null) {
    const kept = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value.trim() && (name !== "sort" || sort.selectedIndex)) kept.append(name, value.trim());
    }
    const address = location.pathname + (`${kept}` && `?${kept}`);
    if (address === location.pathname + location.search) return;
    history[how && history.state === how ? "replaceState" : "pushState"](how, "", address);
  }

  /* Shows what fits the form, after `then`. What was asked before and is not answered yet does not matter any more. */
  async function update(then) {
    const asked = ++latest;
    const words = field.value.trim();
    if (words !== found.words) {
      if (words) status.textContent = form.dataset.loading;
      const answer = words ? await lookUp(words) : {};
      if (asked !== latest) return;
      found = { words, ...answer };
    }
    then?.();
    show();
  }

  async function lookUp(words) {
    try {
      find ??= await (await import("./explorer-words.js")).opened(new URL(form.dataset.bundle, document.baseURI));
      return { paths: await find(words) };
    } catch {
      const fitting = cases.filter(({ item }) => plain(words).split(/\s+/).every((word) => plain(item.textContent).includes(word)));
      return { paths: fitting.map(({ path }) => path), failed: ` ${form.dataset.failed}` };
    }
  }

  /* A case that misses one facet only counts for the boxes of that facet: so many there are if one more is ticked. */
  function show() {
    const chosen = boxes.filter((box) => box.checked);
    const facets = [...new Set(chosen.map((box) => box.name))];
    const paths = found.paths && new Set(found.paths);
    const counts = new Map();
    const without = new Map();
    const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    let shown = 0;
    for (const each of cases) {
      const missed = facets.filter((name) => !chosen.some((box) => box.name === name && fits(box, each)));
      if (paths && !paths.has(each.path)) missed.push("q");
      if (each.first && !first.checked) missed.push("first");
      const [only] = missed;
      each.item.hidden = !!only;
      if (missed.length > 1) continue;
      if (only) add(without, only);
      else shown++;
      if (each.first && (!only || only === "first")) add(counts, first);
      for (const box of boxes) if ((!only || only === box.name) && fits(box, each)) add(counts, box);
    }
    for (const box of every) {
      const label = box.parentElement;
      label.lastElementChild.textContent = number(counts.get(box) ?? 0);
      label.classList.toggle("explorer-empty", !counts.has(box));
    }
    putInOrder();
    status.textContent = counted("found", shown) + (found.failed ?? "");
    showChosen();
    showWays(shown ? [] : [...without]);
    none.hidden = shown > 0;
  }

  function putInOrder() {
    if (order === sort.value) return;
    order = sort.value;
    const ranks = new Map(sort.selectedOptions[0].dataset.first?.split(" ").map((place, rank) => [Number(place), rank]));
    const rank = ({ place }) => ranks.get(place) ?? ranks.size;
    const { compare } = new Intl.Collator(language, { numeric: true });
    const before = order === "title" ? (one, other) => compare(one.title, other.title) : (one, other) => rank(one) - rank(other);
    const sorted = [...cases].sort((one, other) => one.first - other.first || before(one, other));
    list.append(...sorted.map(({ item }) => item));
  }

  /* What was chosen, each with a button that takes it back. */
  function showChosen() {
    const buttons = boxes.filter((box) => box.checked).map((box) => button(labelOf(box), () => (box.checked = false)));
    if (found.words) buttons.unshift(button(found.words, () => (field.value = "")));
    for (const each of buttons) each.setAttribute("aria-label", form.dataset.remove.replace("{filter}", () => each.textContent));
    chosenList.hidden = !buttons.length;
    chosenList.replaceChildren(...buttons.map(item), chosenList.lastElementChild);
  }

  /* Where nothing fits: what could be dropped, and how many cases there are then. */
  function showWays(without) {
    const ways = without.sort((one, other) => other[1] - one[1]).map(([facet, times]) => {
      if (facet === "first") return button(counted("withFirst", times), () => (first.checked = true));
      const dropped = boxes.filter((box) => box.checked && box.name === facet);
      return button(counted("without", times, dropped.map(labelOf).join(", ") || found.words), () => {
        for (const box of dropped) box.checked = false;
        if (facet === "q") field.value = "";
      });
    });
    none.lastElementChild.replaceChildren(...ways.map(item));
  }

  function button(words, change) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", () => {
      change();
      goOn();
    });
    return made;
  }

  /* A button that did its work is gone: whoever uses the keyboard goes on from the number of cases. */
  async function goOn() {
    await update(remember);
    status.focus();
  }

  function counted(key, times, filter) {
    const forms = JSON.parse(form.dataset[key]);
    const words = (!times && forms.zero) || forms[new Intl.PluralRules(language).select(times)] || forms.other;
    return words.replace("{n}", number(times)).replace("{filter}", () => filter);
  }

  function number(value) {
    return value.toLocaleString(language);
  }
}

/* Each hexadecimal digit at a box tells of four cases, the first of them by its highest bit. */
function fits(box, { place }) {
  return parseInt(box.dataset.cases[place >> 2], 16) & (8 >> (place & 3));
}

function labelOf(box) {
  return box.nextElementSibling.textContent;
}

function item(content) {
  const made = document.createElement("li");
  made.append(content);
  return made;
}

/* Small letters without accents. */
function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("ß", "ss");
}
