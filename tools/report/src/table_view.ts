// Tables that sort by a click on a column's name, filter by a word, and are copied as the CSV file that has the same rows.

import {html} from './dom';
import {numberText} from './format';
import type {Column, TableData, Value} from './page_data';

const shownAtFirst = 50;

function cellText(column: Column, value: Value): string {
  return column.kind === 'text' ? String(value ?? '') : numberText(value);
}

// Numbers, dates and other short words do not break.
function tone(column: Column, i: number): string {
  const short = 24;
  return column.kind !== 'text' ? 'number' : String(column.values[i] ?? '').length <= short ? 'short' : 'long';
}

// As the program writes CSV (engine/report/csv.h).
export function csvOf(table: TableData, places: number[]): string {
  const field = (column: Column, value: Value): string => {
    let text = value === null ? '' : String(value);
    if (column.kind === 'text' && /^[=+\-@\t\r]/.test(text)) {
      text = `'${text}`;
    }
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const head = table.columns.map((column) => field({name: '', kind: 'text', values: []}, column.name)).join(',');
  const lines = places.map((i) => table.columns.map((column) => field(column, column.values[i] ?? null)).join(','));
  return [head, ...lines].join('\n') + '\n';
}

// Nothing goes last; amounts beyond what numbers hold are compared well enough by their nearest ones.
function compare(column: Column, a: number, b: number): number {
  const [x, y] = [column.values[a] ?? null, column.values[b] ?? null];
  if (x === null || y === null) {
    return x === y ? 0 : x === null ? 1 : -1;
  }
  return column.kind === 'text' ? String(x).localeCompare(String(y), 'en', {numeric: true}) : Number(x) - Number(y);
}

class TableView {
  readonly element: HTMLElement;
  private readonly body = html('tbody');
  private readonly count = html('span', {class: 'count', role: 'status'});
  private readonly more = html('button', {type: 'button', class: 'quiet'}, 'Show all rows');
  private readonly heads: HTMLTableCellElement[] = [];
  private sortedBy = -1;
  private down = false;
  private word = '';
  private all = false;

  constructor(private readonly table: TableData) {
    const filter = html('input', {type: 'search', placeholder: 'Filter', 'aria-label': `Filter ${table.title}`});
    filter.addEventListener('input', () => {
      this.word = filter.value.trim().toLowerCase();
      this.fill();
    });
    const copy = html('button', {type: 'button', class: 'quiet'}, 'Copy as CSV');
    copy.addEventListener('click', () => void this.copy(copy));
    this.more.addEventListener('click', () => {
      this.all = true;
      this.fill();
    });
    const head = html('tr', {}, ...table.columns.map((column, i) => this.head(column, i)));
    this.element = html(
      'div',
      {class: 'table'},
      html('div', {class: 'controls'}, filter, copy, this.count),
      html('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': table.title},
        html('table', {}, html('caption', {}, `${table.title} (${table.name})`), html('thead', {}, head), this.body)),
      this.more,
      table.note ? html('p', {class: 'note'}, table.note) : null,
    );
    this.fill();
  }

  private head(column: Column, i: number): HTMLTableCellElement {
    const button = html('button', {type: 'button'}, column.name.replace(/_/g, ' '));
    button.addEventListener('click', () => {
      this.down = this.sortedBy === i ? !this.down : column.kind !== 'text';
      this.sortedBy = i;
      this.fill();
    });
    const cell = html('th', {scope: 'col', class: column.kind === 'text' ? undefined : 'number'}, button);
    this.heads.push(cell);
    return cell;
  }

  private places(): number[] {
    const columns = this.table.columns;
    const rows = Array.from({length: columns[0]?.values.length ?? 0}, (_, i) => i);
    const kept = this.word
      ? rows.filter((i) => columns.some((column) => cellText(column, column.values[i] ?? null).toLowerCase().includes(this.word)))
      : rows;
    const by = columns[this.sortedBy];
    return by ? kept.sort((a, b) => (this.down ? -1 : 1) * compare(by, a, b)) : kept;
  }

  private fill(): void {
    const places = this.places();
    const shown = this.all ? places : places.slice(0, shownAtFirst);
    this.body.replaceChildren(
      ...shown.map((i) =>
        html('tr', {}, ...this.table.columns.map((column) =>
          html('td', {class: tone(column, i)}, cellText(column, column.values[i] ?? null)))),
      ),
    );
    this.count.textContent = `${places.length.toLocaleString('en-US')} ${places.length === 1 ? 'row' : 'rows'}`;
    this.more.hidden = shown.length === places.length;
    this.heads.forEach((cell, i) => {
      cell.setAttribute('aria-sort', i !== this.sortedBy ? 'none' : this.down ? 'descending' : 'ascending');
    });
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    const text = csvOf(this.table, this.places());
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text);
    }
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy as CSV'), 1500);
  }
}

// Where a page opened from a file may not use the clipboard.
function copyBySelection(text: string): void {
  const area = html('textarea', {class: 'off-screen'});
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

export function tableView(table: TableData): HTMLElement {
  return new TableView(table).element;
}

// Filled when it is first opened: a page of many tables opens at once.
export function tableDetails(table: TableData): HTMLElement {
  const details = html('details', {class: 'behind'}, html('summary', {}, 'Table', html('span', {class: 'file'}, table.name)));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) {
      details.append(tableView(table));
    }
  });
  return details;
}
