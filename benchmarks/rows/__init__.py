"""Everything that is measured, one module a row of the table, in the order of the table."""

from __future__ import annotations

from benchmarks.rows import (
    changed,
    changed_many,
    check,
    cold,
    growth,
    material,
    nothing,
    others,
    published,
    serve,
)

ROWS = {
    row.name: row
    for row in (
        cold.ROW,
        material.ROW,
        changed.ROW,
        changed_many.ROW,
        nothing.ROW,
        growth.ROW,
        check.ROW,
        serve.ROW,
        published.ROW,
        *others.ROWS,
    )
}
