const SITE = "https://example.org/";
const LANGUAGE = "en";

const answer = await fetch(`${SITE}data/v1/cases.geojson`);
const { features } = await answer.json();

const counts = {};
for (const { properties, geometry } of features) {
  const place = properties.names[LANGUAGE] ?? properties.names.en;
  counts[place] ??= { at: geometry.coordinates, cases: 0 };
  counts[place].cases += 1;
}
console.log(JSON.stringify(counts, null, 2));
