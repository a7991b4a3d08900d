//! Tables.

use super::super::reading::{Side, Table};
use super::Writer;

/// So many cells are added to rows that are short of some. A wide head over many short rows would else be more than memory
/// holds.
const MOST_FILLED: usize = 200_000;

impl<'e> Writer<'e> {
    /// Whether the leaf at `index` is nothing but a table.
    pub(super) fn begins_with_table(&self, index: usize) -> bool {
        self.document.leaf(index).is_some_and(|leaf| leaf.table.is_some() && leaf.lines.is_empty())
    }

    pub(super) fn table(&mut self, table: &'e Table) {
        self.put("<table>\n");
        for (row, cells) in table.cells.iter().enumerate() {
            self.put(match row {
                0 => "<thead>\n<tr>\n",
                1 => "<tbody>\n<tr>\n",
                _ => "<tr>\n",
            });
            let tag = if row == 0 { "th" } else { "td" };
            for (column, side) in table.columns.iter().enumerate() {
                // One that its row does not have has no side.
                let cell = cells.get(column);
                if cell.is_none() {
                    self.filled += 1;
                    if self.filled > MOST_FILLED {
                        break;
                    }
                }
                self.cell(tag, if cell.is_some() { *side } else { Side::None });
                self.in_cell = true;
                if let Some(cell) = cell {
                    self.inline(*cell);
                }
                self.in_cell = false;
                self.put(&format!("</{tag}>\n"));
            }
            self.put(if row == 0 { "</tr>\n</thead>\n" } else { "</tr>\n" });
        }
        self.put(if table.cells.len() > 1 { "</tbody>\n</table>\n" } else { "</table>\n" });
    }

    fn cell(&mut self, tag: &str, side: Side) {
        let side = match side {
            Side::None => return self.put(&format!("<{tag}>")),
            Side::Left => "left",
            Side::Center => "center",
            Side::Right => "right",
        };
        self.put(&if self.markup.xhtml {
            format!("<{tag} align=\"{side}\">")
        } else {
            format!("<{tag} style=\"text-align:{side}\">")
        });
    }
}
