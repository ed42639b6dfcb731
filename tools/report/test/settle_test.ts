// The page's arithmetic and the engine's give the same, to the millionth: on random pools and uses, as they are, and
// with changed settings, of which the engine is told by the line that the page shows.

import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import {decimal, engineCommand, type LiveData, micro, type Settings, totals} from '../src/live/model';
import {columnsOf, pageOf, place, put, run, runLine, summaryOf} from './program';

// Steele, Lea and Flood's splitmix64: the same worlds everywhere.
class Dice {
  constructor(private state: bigint) {}
  below(n: number): number {
    const mask = (1n << 64n) - 1n;
    this.state = (this.state + 0x9e3779b97f4a7c15n) & mask;
    let z = this.state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return Number((z ^ (z >> 31n)) % BigInt(n));
  }
  pick<T>(list: T[]): T {
    return list[this.below(list.length)] as T;
  }
}

const first = Date.UTC(2026, 0, 1);
const day = (n: number) => new Date(first + n * 86400000).toISOString().slice(0, 10);

function world(seed: number): string {
  const dice = new Dice(BigInt(seed));
  const days = 10 + dice.below(30);
  const teams = dice.below(2) === 0 ? [''] : ['', 'UK'];
  const lines = [
    `name: world ${seed}`,
    'time_zone: America/New_York',
    `from: ${day(0)}`,
    `until: ${day(days)}`,
    `rules: {consume: ${dice.pick(['soonest_expiry', 'oldest', 'newest'])}, when_empty: ${dice.pick(['deny', 'overdraft'])}}`,
    'pool:',
    `  lifetime: ${3 + dice.below(20)}d`,
    '  tranches:',
  ];
  for (let i = 0; i < 2 + dice.below(6); i++) {
    const bought = dice.below(days + 8) - 8;
    const tokens = dice.pick([0, 1, 10, 40, 40, 75.5, 120]);
    const more = [
      dice.below(3) > 0 ? `, unit_price: ${dice.pick(['2.40', '3', '0.000001', '2.333333'])}` : '',
      teams.length > 1 && dice.below(2) === 0 ? ', team: UK' : '',
      dice.below(4) === 0 ? `, expires: ${day(bought + 1 + dice.below(25))}` : dice.below(5) === 0 ? ', lifetime: 1mo' : '',
      bought < 0 && tokens >= 10 && dice.below(2) === 0 ? ', remaining: 7.25' : '',
    ].join('');
    lines.push(`    - {bought: ${day(bought)}, tokens: ${tokens}${more}}`);
  }
  lines.push('demand:', `  seed: ${seed}`, '  series:');
  for (const team of teams) {
    const shape = dice.pick(['poisson, mean: 6', 'gamma, mean: 5, sd: 4, round: micro', 'empirical, values: [0, 0, 30]']);
    lines.push(`    - {distribution: ${shape}${team ? `, team: ${team}` : ''}}`);
  }
  return lines.join('\n') + '\n';
}

function same(data: LiveData, settings: Settings, folder: string, what: string): void {
  const now = totals(data, settings);
  const summary = summaryOf(folder);
  const burn = columnsOf(join(folder, 'burn.csv'));
  const balance = new Map<string, bigint>();
  burn['date']?.forEach((date, i) => balance.set(date, (balance.get(date) ?? 0n) + micro(burn['closing']?.[i] ?? '0')));
  const refused = columnsOf(join(folder, 'denials.csv'))['tokens']?.reduce((sum, each) => sum + micro(each || '0'), 0n);
  const engine = {
    bought: String(summary['bought']),
    consumed: String(summary['consumed']),
    refused: decimal(refused ?? 0n),
    expired: String(summary['expired']),
    left: String(summary['remaining']),
    owed: String(summary['overdraft']),
    spent: decimal(micro(summary['spent'] ?? 0)),
    writtenOff: decimal(micro(summary['written_off'] ?? 0)),
    perToken: summary['price_per_token_consumed'] === null ? null : String(summary['price_per_token_consumed']),
    balance: [...balance.values()].map(decimal),
  };
  const own = {
    bought: decimal(now.bought),
    consumed: decimal(now.consumed),
    refused: decimal(now.refused),
    expired: decimal(now.expired),
    left: decimal(now.left),
    owed: decimal(now.owed),
    spent: decimal(now.spent),
    writtenOff: decimal(now.writtenOff),
    perToken: now.perToken === null ? null : decimal(now.perToken),
    balance: now.balance.map(decimal),
  };
  assert.deepEqual(own, engine, what);
}

function otherSettings(data: LiveData, dice: Dice): Settings {
  const settings: Settings = {demandPercent: 100, lots: new Map()};
  const days = data.demand[0]?.length ?? 0;
  data.lots.forEach((lot, i) => {
    if (dice.below(2) === 0) {
      settings.lots.set(i, {
        ...(lot.fixed ? {} : {tokens: micro(dice.pick([0, 3.5, 20, 60, 200]))}),
        ...(lot.bought >= 0 && !lot.lifetime ? {bought: dice.below(days)} : {}),
        price: micro(dice.pick(['0', '1.25', '3.333333'])),
      });
    }
  });
  return settings;
}

test('random pools come out as the engine has them, also with other sizes, days and prices', () => {
  const folder = place('settle');
  const seen = {refused: 0, owed: 0, expired: 0};
  for (let seed = 1; seed <= 60; seed++) {
    put(folder, 's.yaml', world(seed));
    run(folder, 'run', 's.yaml', '-o', 'out', '--no-charges', '-q');
    const data = pageOf(join(folder, 'out/report.html')).live;
    assert.ok(data && !data.needsEngine, `world ${seed} has sliders`);
    const asItIs: Settings = {demandPercent: 100, lots: new Map()};
    same(data, asItIs, join(folder, 'out'), `world ${seed}`);
    const now = totals(data, asItIs);
    seen.refused += now.refused > 0n ? 1 : 0;
    seen.owed += now.owed > 0n ? 1 : 0;
    seen.expired += now.expired > 0n ? 1 : 0;

    const settings = otherSettings(data, new Dice(BigInt(1000 + seed)));
    const line = engineCommand(data, settings, day);
    runLine(folder, `${line} -o other --no-charges --no-report -q`);
    same(data, settings, join(folder, 'other'), `world ${seed}: ${line}`);
  }
  // The worlds are not all easy ones.
  assert.ok(Math.min(seen.refused, seen.owed, seen.expired) >= 10, JSON.stringify(seen));
});

test('amounts are exact decimals of six places', () => {
  assert.equal(micro('7.02'), 7020000n);
  assert.equal(micro(0.000001), 1n);
  assert.equal(micro('-1.5'), -1500000n);
  assert.equal(micro('123456789012345.678901'), 123456789012345678901n);
  assert.equal(decimal(-1500000n), '-1.5');
  assert.throws(() => micro('1e5'));
});

test('a demand factor scales every day, halves away from zero', () => {
  const data: LiveData = {
    command: '', from: '2026-01-01', order: 'oldest', overdraft: false, hasDemand: false, refused: false, scenario: '',
    lots: [{id: 'a', team: 0, bought: -1, expires: 9, tokens: 10, brings: 10, price: null, rank: 0, fixed: false, lifetime: false}],
    demand: [[1, 0.000001, 3]],
  };
  const now = totals(data, {demandPercent: 150, lots: new Map()});
  assert.equal(decimal(now.consumed), '6.000002');
});
