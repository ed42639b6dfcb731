// The report as the program wrote it (engine/report/page.h): what is shown is here, and nothing else is.

export type Hue = 'blue' | 'orange' | 'green' | 'purple' | 'sky' | 'olive' | 'red' | 'grey';
export type Value = string | number | null; // an amount of more than fifteen digits is text

export interface Column {
  name: string;
  kind: 'text' | 'count' | 'amount';
  values: Value[];
}

export interface TableData {
  name: string;
  title: string;
  note?: string;
  columns: Column[];
}

export interface Layer {
  shape: 'area' | 'band' | 'line' | 'step' | 'bar' | 'dot' | 'whisker';
  label?: string;
  value?: string;
  low?: string;
  high?: string;
  hue: Hue;
}

export interface Mark {
  kind: 'arrival' | 'expiry' | 'refusal' | 'line';
  at: string;
  until?: string;
  label?: string;
  of?: string; // this value of the chart's choice alone
}

export interface ChartData {
  kind: 'days' | 'curve' | 'columns' | 'bars' | 'bridge' | 'calendar' | 'matrix';
  id: string;
  title: string;
  note?: string;
  table: string;
  x: string;
  y?: string;
  total?: string;
  unit?: string;
  xUnit?: string;
  most: number; // rows that are shown; 0: all
  choose?: string;
  chosen?: string;
  layers: Layer[];
  marks: Mark[];
}

export interface Section {
  heading?: string;
  text: string[];
  charts: string[];
  tables: string[];
  facts: [string, string][];
  live: boolean;
}

export interface Figure {
  label: string;
  value: string;
  unit?: string;
  bad: boolean;
}

export interface PageData {
  program: string;
  command: string;
  title: string;
  subtitle: string;
  currency: string;
  answer: string[];
  figures: Figure[];
  sections: Section[];
  charts: ChartData[];
  tables: TableData[];
  live: import('./live/model').LiveData | null;
}

export function readPage(): PageData {
  const text = document.getElementById('data')?.textContent;
  if (!text) {
    throw new Error('the report holds no data');
  }
  return JSON.parse(text) as PageData;
}
