// The rows of a table that a chart shows: all of them, or those that were chosen.

import type {ChartData, TableData, Value} from './page_data';

export class Rows {
  readonly places: number[] = [];

  constructor(
    private readonly table: TableData,
    column?: string,
    readonly chosen?: string,
    most = 0,
  ) {
    const by = column ? this.values(column) : undefined;
    const all = table.columns[0]?.values.length ?? 0;
    for (let i = 0; i < all; i++) {
      if (most > 0 && this.places.length === most) {
        break;
      }
      if (!by || String(by[i]) === chosen) {
        this.places.push(i);
      }
    }
  }

  get length(): number {
    return this.places.length;
  }

  texts(column: string): string[] {
    const values = this.values(column);
    return this.places.map((i) => String(values[i] ?? ''));
  }

  // Not a number where the table has nothing.
  numbers(column: string): number[] {
    const values = this.values(column);
    return this.places.map((i) => {
      const value = values[i];
      return value === null || value === undefined || value === '' ? NaN : Number(value);
    });
  }

  private values(column: string): Value[] {
    return this.table.columns.find((each) => each.name === column)?.values ?? [];
  }
}

export function choices(chart: ChartData, table: TableData): string[] {
  const column = table.columns.find((each) => each.name === chart.choose);
  return column ? [...new Set(column.values.map(String))] : [];
}
