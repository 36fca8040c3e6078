"""Write docs/json.md, the page of all JSON output, from the shapes in the source (`make json`)."""

from __future__ import annotations

from pathlib import Path

from neurlang.reports import reference_page

REPOSITORY = Path(__file__).parents[1]
PAGE = REPOSITORY / "docs" / "json.md"

if __name__ == "__main__":
    PAGE.write_text(reference_page(), "utf-8")
    print(f"wrote {PAGE.relative_to(REPOSITORY)}")
