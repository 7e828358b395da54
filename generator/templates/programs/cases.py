import json
from urllib.request import urlopen

SITE = "https://example.org/"
LANGUAGE = "en"

with urlopen(f"{SITE}data/v1/cases.json") as answer:
    cases = json.load(answer)["cases"]

for case in cases:
    if "mobility" in case.get("topics", []) and LANGUAGE in case["texts"]:
        print(case["texts"][LANGUAGE]["title"], case["urls"][LANGUAGE])
