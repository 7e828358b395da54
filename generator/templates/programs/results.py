import csv
from urllib.request import urlopen

SITE = "https://example.org/"
LANGUAGE = "en"

with urlopen(f"{SITE}data/v1/results.csv") as answer:
    rows = csv.DictReader(line.decode() for line in answer)
    for row in rows:
        if row["baseline"] and row["value"]:
            change = f"{row['baseline']} → {row['value']} {row['unit']}"
            print(row["case"], row[f"label_{LANGUAGE}"], change)
