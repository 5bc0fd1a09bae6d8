"""Times the peer htmldate on the pages that `attributed` has attributed, and says how many days are right.

python3 beside_htmldate.py FOLDER dates|plaintext_dates    (pip install htmldate)
Flattened pages are put into paragraphs again, for it reads HTML only.
"""
import datetime
import html
import json
import sys
import time

from htmldate import find_date

folder, name = sys.argv[1:3]
pages = []
with open(f"{folder}/{name}.jsonl", encoding="utf-8") as rows:
    for page in map(json.loads, rows):
        if "lines" in page:
            text = "".join(f"<p>{html.escape(it)}</p>" for it in page["lines"])
            text = f"<html><body>{text}</body></html>"
        else:
            with open(f"{folder}/{page['html_path']}", encoding="utf-8", errors="replace") as file:
                text = file.read()
        pages.append((page.get("gold_date"), text))
right = wrong = 0
start = time.perf_counter()
for gold, text in pages:
    try:
        day = find_date(text, original_date=True, max_date=datetime.date.today().isoformat())
    except Exception:
        day = None
    right += day == gold
    wrong += day is not None and day != gold
seconds = time.perf_counter() - start
share = [f"{it / len(pages):.3f}" for it in (right, wrong)]
print(f"htmldate: {len(pages) / seconds:.0f} pages a second, {share[0]} right, {share[1]} wrong", file=sys.stderr)
