// What the sliders change, and what follows from it, in exact amounts.

import type {Value} from '../page_data';
import {type DrawOrder, type Lot, settle, type Settled} from './settle';

export interface LiveLot {
  id: string;
  path?: string; // of its settings in the scenario; only listed tranches have one
  team: number;
  bought: number;
  expires: number;
  tokens: Value;
  brings: Value;
  price: Value;
  rank: number;
  fixed: boolean; // part of what was bought is gone already: its size does not say what is left
  lifetime: boolean; // it has a lifetime of its own, in place of which an expiry cannot be set
}

export interface LiveData {
  needsEngine?: string; // why nothing can be changed here
  command: string; // that made this page, as for a shell
  from: string;
  order: DrawOrder;
  overdraft: boolean;
  hasDemand: boolean; // the scenario draws its use, which the engine can scale
  refused: boolean; // the engine refused something: day totals are of what was asked for
  scenario: string; // as for a shell
  lots: LiveLot[];
  demand: Value[][];
}

const unit = 1000000n;

// "7.02" → 7020000n; at most six places, as everywhere.
export function micro(value: Value): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(value ?? 0));
  if (!match) {
    throw new Error(`not an exact amount: ${value}`);
  }
  const [, sign, whole = '0', places = ''] = match;
  const size = BigInt(whole) * unit + BigInt(places.padEnd(6, '0'));
  return sign ? -size : size;
}

export function decimal(amount: bigint): string {
  const size = amount < 0n ? -amount : amount;
  const places = (size % unit).toString().padStart(6, '0').replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${size / unit}${places ? `.${places}` : ''}`;
}

// Rounded to the nearest, halves away from zero.
function divided(part: bigint, whole: bigint): bigint {
  const [p, w] = [part < 0n ? -part : part, whole < 0n ? -whole : whole];
  const size = (2n * p + w) / (2n * w);
  return part < 0n === whole < 0n ? size : -size;
}

export function cost(tokens: bigint, price: bigint): bigint {
  return divided(tokens * price, unit);
}

export interface Change {
  tokens?: bigint;
  bought?: number; // its expiry moves along
  price?: bigint;
}

export interface Settings {
  demandPercent: number;
  lots: Map<number, Change>;
}

export interface Totals {
  bought: bigint;
  consumed: bigint;
  refused: bigint;
  expired: bigint;
  left: bigint;
  owed: bigint;
  spent: bigint;
  writtenOff: bigint;
  perToken: bigint | null;
  dryOn: number | null; // the first day on which something cannot be paid
  balance: bigint[];
}

export function changedLots(data: LiveData, settings: Settings): Lot[] {
  return data.lots.map((lot, i) => {
    const change = settings.lots.get(i) ?? {};
    const moved = (change.bought ?? lot.bought) - lot.bought;
    const tokens = change.tokens ?? micro(lot.tokens);
    return {
      team: lot.team,
      bought: lot.bought + moved,
      expires: lot.expires + moved,
      tokens,
      brings: change.tokens ?? micro(lot.brings),
      rank: lot.rank,
    };
  });
}

export function totals(data: LiveData, settings: Settings): Totals {
  const lots = changedLots(data, settings);
  const percent = BigInt(settings.demandPercent);
  const demand = data.demand.map((days) => days.map((tokens) => divided(micro(tokens) * percent, 100n)));
  const days = demand[0]?.length ?? 0;
  const settled = settle({days, order: data.order, overdraft: data.overdraft, lots, demand});
  return summed(data, settings, lots, settled);
}

function summed(data: LiveData, settings: Settings, lots: Lot[], settled: Settled): Totals {
  const sum = (amounts: bigint[]) => amounts.reduce((all, each) => all + each, 0n);
  const days = settled.balance.length;
  const prices = data.lots.map((lot, i) => settings.lots.get(i)?.price ?? micro(lot.price));
  const arrived = lots.map((lot) => (lot.bought < days && lot.expires > Math.max(0, lot.bought) ? lot.brings : 0n));
  const spent = sum(arrived.map((tokens, i) => cost(tokens, prices[i] ?? 0n)));
  const owed = sum(settled.owed);
  const consumed = sum(settled.consumed) + owed;
  const firstRefused = settled.refused.findIndex((tokens) => tokens > 0n);
  const firstOwed = settled.balance.findIndex((tokens) => tokens < 0n);
  const dry = data.overdraft ? firstOwed : firstRefused;
  return {
    bought: sum(arrived),
    consumed,
    refused: sum(settled.refused),
    expired: sum(settled.expired),
    left: sum(settled.left),
    owed,
    spent,
    writtenOff: sum(settled.expired.map((tokens, i) => cost(tokens, prices[i] ?? 0n))),
    perToken: consumed > 0n ? divided(spent * unit, consumed) : null,
    dryOn: dry < 0 ? null : dry,
    balance: settled.balance,
  };
}

// A word of a shell's command line.
export function shellWord(text: string): string {
  return /^[\w./:=+,-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

// The line by which the engine tries the same settings; the demand factor apart, which logs do not have.
export function engineCommand(data: LiveData, settings: Settings, day: (place: number) => string): string {
  const words: string[] = [];
  const set = (path: string, value: string) => words.push('--set', shellWord(`${path}=${value}`));
  for (const [i, change] of [...settings.lots].sort(([a], [b]) => a - b)) {
    const lot = data.lots[i];
    if (!lot?.path) {
      continue;
    }
    if (change.tokens !== undefined) {
      set(`${lot.path}.tokens`, decimal(change.tokens));
    }
    if (change.bought !== undefined && change.bought !== lot.bought) {
      set(`${lot.path}.bought`, day(change.bought));
      set(`${lot.path}.expires`, day(lot.expires + change.bought - lot.bought));
    }
    if (change.price !== undefined) {
      set(`${lot.path}.unit_price`, decimal(change.price));
    }
  }
  return [data.command, ...words].join(' ');
}
