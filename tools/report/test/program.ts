// Runs the program that the build made, and reads what it wrote.

import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {PageData} from '../src/page_data';

export const program = process.env['DRAWDOWN_PROGRAM'] ?? '';
export const scenarios = join(process.env['DRAWDOWN_SOURCE'] ?? '', 'scenarios');
const work = process.env['DRAWDOWN_WORK'] ?? '';

// An empty folder, of the test's name.
export function place(name: string): string {
  const folder = join(work, name);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  return folder;
}

export function put(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

export function run(folder: string, ...words: string[]): void {
  execFileSync(program, words, {cwd: folder, stdio: ['ignore', 'ignore', 'pipe']});
}

// A line as the page gives it, by a shell, in which `drawdown` is the program.
export function runLine(folder: string, line: string): void {
  execFileSync('sh', ['-c', `drawdown() { "${program}" "$@"; }\n${line}`], {cwd: folder, stdio: ['ignore', 'ignore', 'pipe']});
}

export function pageOf(file: string): PageData {
  const text = readFileSync(file, 'utf8');
  const begin = '<script type="application/json" id="data">';
  const from = text.indexOf(begin) + begin.length;
  return JSON.parse(text.slice(from, text.indexOf('</script>', from))) as PageData;
}

export function summaryOf(folder: string): Record<string, number | string | null> {
  return JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Record<string, number | string | null>;
}

// A plain CSV file by columns; no field of ours in these tests has a comma.
export function columnsOf(file: string): Record<string, string[]> {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const rows = lines.map((line) => line.split(','));
  return Object.fromEntries(head.split(',').map((name, i) => [name, rows.map((row) => row[i] ?? '')]));
}
