/**
 * Make the tables in the text readable on a narrow screen, where each row is shown as a list of its own.
 *
 * The heading of a column is then not in sight, so each cell carries it along; how it is shown is for the style sheet.
 * The roles keep it a table for those who have the page read to them.
 */

/**
 * Label the tables of a notebook, now and whenever its text is drawn anew.
 *
 * @param {object} panel JupyterLab's notebook panel
 */
export function labelTables(panel) {
  const watch = new MutationObserver(changes => {
    for (const { target } of changes) {
      target.querySelectorAll('.jp-RenderedMarkdown table:not(.coprod-lab-table)').forEach(label);
      target.closest('.jp-RenderedMarkdown')?.querySelectorAll('table:not(.coprod-lab-table)').forEach(label);
    }
  });
  for (const cell of panel.content.widgets) {
    if (cell.model.type === 'markdown') {
      watch.observe(cell.node, { subtree: true, childList: true });
      cell.node.querySelectorAll('.jp-RenderedMarkdown table').forEach(label);
    }
  }
  panel.disposed.connect(() => watch.disconnect());
}

function label(table) {
  const headings = Array.from(table.querySelectorAll('thead th'));
  if (headings.length < 3) {
    // Two columns fit on any screen.
    return;
  }
  table.classList.add('coprod-lab-table');
  table.setAttribute('role', 'table');
  table.querySelectorAll('tr').forEach(row => row.setAttribute('role', 'row'));
  headings.forEach(heading => heading.setAttribute('role', 'columnheader'));
  for (const row of table.querySelectorAll('tbody tr')) {
    Array.from(row.cells, (cell, column) => {
      cell.setAttribute('role', column === 0 ? 'rowheader' : 'cell');
      cell.dataset.heading = headings[column]?.textContent ?? '';
    });
  }
}
