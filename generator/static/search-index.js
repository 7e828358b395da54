/* Where pages are found: Pagefind's index of the reader's language and, where that does not fill the list, the index of a
   second language. What Pagefind holds of a page is turned into what a line of the list needs. */

/* Words of just the length of the query weigh more than longer ones: without its marks, सफ़ाई begins as सॉफ़्टवेयर does. */
const RANKING = { termSimilarity: 4 };
const OPTIONS = { noWorker: true, ranking: RANKING };
/* Pagefind takes vowel signs for accents: with पुरी it finds the commoner पर. So what has the very signs of the query comes first. */
const SIGNS = /\p{Script=Devanagari}/u;

/**
 * The index at an address. `besides` is the tag of the second language and `index` the address of its index.
 * Gives a function that finds pages by words: it yields those in the reader's language, then the others, with how many
 * there are in all. `more` says that there are more than that; `done` that nothing else comes.
 */
export async function opened(bundle, besides, index) {
  const { createInstance } = await import(bundle);
  const tag = document.documentElement.lang;
  const [home, other] = [bundle, index].map((address) => address && new URL("../", address));
  const engine = createInstance(OPTIONS);
  /* The pages of the second index that there are not in the first; none where a site was built without that language. */
  const second = index ? lacking(new URL(`lacking/${tag}.json`, index)) : undefined;
  let joined = false;
  let searching = Promise.resolve();

  return async function* find(query, most) {
    let [here, there] = await hits(query);
    const pages = await Promise.all(here.slice(0, most).map(read));
    const enough = here.length >= most || !(await second);
    yield { pages, count: here.length, done: enough };
    if (enough) return;
    if (!joined) {
      joined = true;
      await engine.mergeIndex(index, { language: besides, ranking: RANKING });
      [, there] = await hits(query);
    }
    const known = new Set(pages.map((page) => page.route));
    const others = [];
    let next = 0;
    while (next < there.length && pages.length + others.length < most) {
      const wanted = there.slice(next, next + most - pages.length - others.length);
      next += wanted.length;
      others.push(...(await Promise.all(wanted.map(read))).filter((page) => !known.has(page.route)));
    }
    yield { pages: others, count: pages.length + others.length, more: next < there.length, done: true };
  };

  /* Results in the reader's language, and from the second index those that there are not in it. */
  async function hits(query) {
    searching = searching.catch(() => {}).then(() => searched(query));
    const results = await searching;
    const own = results.filter(isOwn);
    const offered = await second;
    const others = results.filter((result) => offered?.has(result.id));
    const fitting = async (found, share) => ((await fits(found[0], query, share)) ? found : []);
    return Promise.all([fitting(own, 1 / 3), fitting(others, 1 / 2)]);
  }

  /* One search after the other: whether signs count is a setting of the engine, and other queries come while one runs. */
  async function searched(query) {
    const { results } = await engine.search(query);
    if (!SIGNS.test(query)) return results;
    await engine.options({ exactDiacritics: true });
    const exact = await engine.search(query).finally(() => engine.options({ exactDiacritics: false }));
    const known = new Set(exact.results.map((result) => result.id));
    return [...exact.results, ...results.filter((result) => !known.has(result.id))];
  }

  /* Pagefind names a result after the language of its index. */
  function isOwn(result) {
    return result.id.startsWith(`${tag.toLowerCase()}_`);
  }

  async function read(result) {
    const page = await result.data();
    const own = isOwn(result);
    const [about] = page.anchors;
    const [kind, written] = about.id.split(".");
    const language = own ? written : besides;
    const route = page.url.slice((own ? home : other).pathname.length);
    const excerpt = page.sub_results.find((part) => part.anchor?.id === about.id);
    return {
      route,
      href: language === besides && (await second) ? new URL(route, other) : page.url,
      title: page.meta.title,
      place: page.meta.place,
      placeLanguage: own ? tag : besides,
      kind,
      language: language === tag ? "" : language,
      excerpt: excerpt?.excerpt,
      within: !page.meta.line?.startsWith(excerpt?.plain_excerpt),
      line: page.meta.line ?? "",
    };
  }
}

async function lacking(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? new Set(await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}

/* Where no word begins as the query does, Pagefind takes the longest word that the query begins with. That finds "Rad" for
   "Radfahren", but also "ha" for "harvesting", and in another language "a" for "agua". Whether it is the like shows at the
   first result: some word found there must hold at least this share of a word of the query. */
async function fits(result, query, share) {
  if (!result) return false;
  const page = await result.data();
  const words = page.content.split(/\s+/);
  const found = folded(page.locations.map((place) => words[place]).join(" "));
  const asked = folded(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  return !found || !asked.length || asked.some((word) => found.includes(word.slice(0, Math.ceil(word.length * share))));
}

/* Small letters without accents. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
}
