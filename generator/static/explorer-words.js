/* Which cases hold words: Pagefind's index of the reader's language, loaded when somebody types in the explorer. */

/**
 * The index at an address. Gives a function from words to cases, as they are linked from the list of all.
 * Pagefind names results in a way of its own until their texts are loaded; `cases.json` says which cases they are.
 */
export async function opened(bundle) {
  const { createInstance } = await import(bundle);
  const answer = await fetch(new URL("cases.json", bundle));
  const cases = await answer.json();
  const engine = createInstance({ noWorker: true });

  return async function find(words) {
    const { results } = await engine.search(words);
    return results.length && (await isLike(words, results[0])) ? results.map(({ id }) => cases[id]) : [];
  };
}

/* Where no word begins as the words asked for do, Pagefind takes the longest that they begin with: "ha" for "harvesting".
   So a word of the first result must begin like one of them, over half of its length. */
async function isLike(words, result) {
  const { content, locations, meta } = await result.data();
  const text = content.split(/\s+/);
  const found = folded([...locations.map((place) => text[place]), ...Object.values(meta)].join(" "));
  return folded(words).some((word) => found.some((each) => each.startsWith(word.slice(0, Math.ceil(word.length / 2)))));
}

/* Words in small letters without accents. */
function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
