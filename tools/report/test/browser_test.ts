// Reports in a real browser: they ask for nothing, draw what they say, can be used by keyboard, and tell the engine's
// numbers.

import assert from 'node:assert/strict';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {launch, open} from './browser';
import {pageOf, place, put, run, runLine, scenarios, summaryOf} from './program';

const desktop = {width: 1280, height: 900};
const phone = {width: 390, height: 844};

// What each command is asked, and so which pages there are.
const asked: Record<string, string[]> = {
  run: ['run', join(scenarios, 'office.yaml')],
  estate: ['run', join(scenarios, 'enterprise.yaml')],
  stress: ['stress', join(scenarios, 'newsvendor.yaml'), '--sizes', '90..150/10', '--replications', '200', '--penalty', '4'],
  forecast: ['forecast', join(scenarios, 'forecast.yaml'), '--at', '2026-07-01', '--replications', '40'],
  compare: ['compare', join(scenarios, 'office.yaml'), '--library'],
  replicated: ['compare', join(scenarios, 'population-office.yaml'), '--vary', 'rules.grace=[0s, 15m]', '--replications', '5'],
  usage: ['usage', join(scenarios, 'examples/21-usage.yaml'), '--short', '15'],
  assign: ['assign', join(scenarios, 'examples/22-assign.yaml')],
  plan: ['plan', join(scenarios, 'examples/24-plan.yaml')],
  size: ['size', join(scenarios, 'examples/23-size.yaml'), '--replications', '100'],
  zones: ['zones', join(scenarios, 'examples/10-server-zone.yaml'), '--zone', 'Europe/London'],
};

let browser: Browser;
const folder = place('browser');
const report = (name: string) => join(folder, name, 'report.html');

before(async () => {
  for (const [name, words] of Object.entries(asked)) {
    run(folder, ...words, '-o', name, '-q', '--svg');
  }
  browser = await launch();
});
after(() => browser.close());

// Charts that hold a number which is none, or nothing at all.
function badCharts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('figure')].flatMap((figure) => {
      const picture = figure.querySelector('.stage svg');
      const shapes = picture?.querySelectorAll('path, rect, circle').length ?? 0;
      const odd = /NaN|Infinity|undefined/.test(picture?.outerHTML ?? '');
      return shapes === 0 || odd ? [figure.id] : [];
    }),
  );
}

for (const name of Object.keys(asked)) {
  test(`the page of ${name} asks for nothing, draws its charts and fits a screen and a phone`, async () => {
    for (const look of [desktop, {...desktop, dark: true}, phone]) {
      const {page, complaints} = await open(browser, report(name), look);
      const charts = pageOf(report(name)).charts;
      assert.equal(await page.locator('figure .stage svg[role="img"]').count() >= charts.length, true);
      assert.deepEqual(await badCharts(page), []);
      const answer = await page.locator('.answer').textContent();
      assert.match(answer ?? '', /\d/);
      // Nothing sticks out at the side.
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), look.width);
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });

  test(`each chart of ${name} has a table behind it, and all is printed`, async () => {
    const {page, complaints} = await open(browser, report(name), desktop);
    for (const figure of await page.locator('figure').all()) {
      await figure.locator('summary').click();
      await figure.locator('tbody tr').first().waitFor();
      const label = (await figure.locator('.stage svg').getAttribute('aria-label')) ?? '';
      assert.ok(label.length > 20, label);
    }
    const pdf = await page.pdf({preferCSSPageSize: true});
    assert.ok(pdf.length > 20000);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

test('a page without its data is small, and its data is that of the CSV files', () => {
  const all = readFileSync(report('run'), 'utf8');
  const page = pageOf(report('run'));
  assert.ok(all.length - JSON.stringify(page).length < 400000);
  const table = page.tables.find((each) => each.name === 'tranches.csv');
  const lines = [table?.columns.map((column) => column.name) ?? []];
  for (let i = 0; i < (table?.columns[0]?.values.length ?? 0); i++) {
    lines.push(table?.columns.map((column) => String(column.values[i] ?? '')) ?? []);
  }
  const csv = lines.map((cells) => cells.join(',')).join('\n') + '\n';
  assert.equal(csv, readFileSync(join(folder, 'run/tranches.csv'), 'utf8'));
});

test('names that look like markup are shown as text', async () => {
  const bad = '</script><img src=x onerror=alert(1)><!--';
  const quoted = `"${bad}"`;
  put(folder, 'bad.yaml', [
    `name: ${quoted}`, 'time_zone: UTC', 'from: 2026-01-05', 'until: 2026-02-05', `currency: ${quoted}`,
    `rates: {${quoted}: 7}`, 'pool:', '  lifetime: 20d', `  tranches: [{id: ${quoted}, bought: 2026-01-05, tokens: 30, unit_price: 2, team: ${quoted}}]`,
    'usage: {sessions: bad.csv}', '',
  ].join('\n'));
  const rows = [5, 6, 7, 8, 9, 12].map((day) => `${bad},${bad},2026-01-${String(day).padStart(2, '0')}T09:00:00Z,2026-01-${String(day).padStart(2, '0')}T17:00:00Z,${bad}`);
  put(folder, 'bad.csv', `user,product,open,close,team\n${rows.join('\n')}\n`);
  run(folder, 'run', 'bad.yaml', '-o', 'bad', '-q', '--svg');
  const {page, complaints} = await open(browser, report('bad'), desktop);
  assert.equal(await page.locator('h1').textContent(), bad);
  assert.equal(await page.title(), `${bad} – drawdown run`);
  assert.equal(await page.locator('img').count(), 0);
  await page.locator('#by_user summary').click();
  assert.equal(await page.locator('#by_user tbody td').first().textContent(), bad);
  for (const file of readdirSync(join(folder, 'bad')).filter((each) => each.endsWith('.svg'))) {
    const text = readFileSync(join(folder, 'bad', file), 'utf8');
    assert.doesNotMatch(text, /<img|<script/);
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('pictures are whole files of their own', async () => {
  const {page} = await open(browser, report('run'), desktop);
  for (const name of Object.keys(asked)) {
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.svg'));
    assert.equal(files.length, pageOf(report(name)).charts.length);
    for (const file of files) {
      const text = readFileSync(join(folder, name, file), 'utf8');
      const wrong = await page.evaluate((xml) => {
        const root = new DOMParser().parseFromString(xml, 'image/svg+xml').documentElement;
        const shapes = root.querySelectorAll('path, rect, circle').length;
        return root.nodeName !== 'svg' || shapes < 3 || /nan|inf/.test(xml.replace(/>[^<]*</g, '><'));
      }, text);
      assert.equal(wrong, false, `${name}/${file}`);
    }
  }
  await page.context().close();
});

test('charts are read and zoomed by keyboard', async () => {
  const {page, complaints} = await open(browser, report('run'), desktop);
  const chart = page.locator('#balance .stage svg');
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const tip = page.locator('#balance .tip');
  assert.equal(await tip.isVisible(), true);
  assert.match((await tip.textContent()) ?? '', /2026-01-02/);
  await page.keyboard.press('End');
  assert.match((await tip.textContent()) ?? '', /2026-12-31/);
  await page.keyboard.press('Home');
  await page.keyboard.press('+');
  assert.equal(await page.locator('#balance button', {hasText: 'whole range'}).isVisible(), true);
  await page.keyboard.press('End');
  assert.doesNotMatch((await tip.textContent()) ?? '', /2026-12-31/);
  await page.keyboard.press('0');
  assert.equal(await page.locator('#balance button', {hasText: 'whole range'}).isVisible(), false);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('a pointer reads a chart, and drags a range out of it', async () => {
  const {page} = await open(browser, report('run'), desktop);
  const box = await page.locator('#balance .stage svg').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  assert.match((await page.locator('#balance .tip').textContent()) ?? '', /2026-0[67]-\d\d/);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2);
  await page.mouse.up();
  assert.equal(await page.locator('#balance button', {hasText: 'whole range'}).isVisible(), true);
  await page.context().close();
});

test('tables sort, filter and are copied as CSV', async () => {
  const {page, complaints} = await open(browser, report('run'), desktop);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = page.locator('#by_user');
  await figure.locator('summary').click();
  const firstCell = () => figure.locator('tbody tr').first().locator('td').first().textContent();
  await figure.locator('th button', {hasText: 'user'}).click();
  const ascending = await firstCell();
  await figure.locator('th button', {hasText: 'user'}).click();
  assert.notEqual(await firstCell(), ascending);
  await figure.locator('th button', {hasText: 'tokens'}).click();
  assert.equal(await figure.locator('th').nth(1).getAttribute('aria-sort'), 'descending');
  await figure.locator('input[type=search]').fill('ny-041');
  assert.equal(await figure.locator('tbody tr').count(), 1);
  await figure.locator('button', {hasText: 'Copy as CSV'}).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^user,tokens,charges,denied,cut_offs\nny-041,\d+,\d+,\d+,\d+\n$/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

async function slide(page: Page, lot: string, name: string, value: number): Promise<void> {
  await page.locator('fieldset', {hasText: lot}).locator(`input[aria-label="${name}"]`).evaluate((input, to) => {
    (input as HTMLInputElement).value = String(to);
    input.dispatchEvent(new Event('input'));
  }, value);
}

test('sliders change the numbers to what the engine says', async () => {
  // A pool that is larger than what is used, so that nothing is refused.
  const enough = ['run', join(scenarios, 'office.yaml'), '--set', 'pool.tranches[0].remaining=30000', '--set', 'pool.tranches[0].tokens=30000', '--set', 'pool.tranches[1].bought=2026-04-01'];
  run(folder, ...enough, '-o', 'enough', '-q');
  const {page, complaints} = await open(browser, report('enough'), desktop);
  const cell = (row: string) => page.locator(`tr[data-row^="${row}"] td.now`).textContent();
  const engine = summaryOf(join(folder, 'enough'));
  const plain = async (row: string) => ((await cell(row)) ?? '').replace(/,/g, '');
  assert.equal(await plain('Consumed'), String(engine['consumed']));
  assert.equal(await plain('Expired'), String(engine['expired']));

  await slide(page, 'spring-2026', 'Tokens', 40000);
  await slide(page, 'spring-2026', 'Unit price', 3);
  await slide(page, 'spring-2026', 'Bought', 60);
  const line = (await page.locator('.live pre').textContent()) ?? '';
  assert.match(line, /pool\.tranches\[1\]\.tokens=40000/);
  assert.match(line, /pool\.tranches\[1\]\.bought=2026-03-02/);
  runLine(folder, `${line} -o changed --no-report --no-charges -q`);
  const changed = summaryOf(join(folder, 'changed'));
  assert.equal(changed['denied_sessions'], 0);
  assert.notEqual(changed['spent'], engine['spent']);
  for (const [row, key] of [['Bought', 'bought'], ['Consumed', 'consumed'], ['Expired', 'expired'], ['Left', 'remaining'], ['Spent', 'spent'], ['Written off', 'written_off'], ['Per token', 'price_per_token_consumed']] as const) {
    assert.equal(Number(await plain(row)), changed[key], row);
  }
  assert.match((await page.locator('.verdict').textContent()) ?? '', /The engine gives the same totals/);

  await slide(page, 'spring-2026', 'Tokens', 1000);
  assert.match((await page.locator('.verdict').textContent()) ?? '', /takes the engine/);
  await page.locator('button', {hasText: 'As it was'}).click();
  assert.equal(await plain('Consumed'), String(engine['consumed']));
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('where purchases follow from use, the page has a command line in place of sliders', async () => {
  const {page} = await open(browser, report('estate'), desktop);
  assert.equal(await page.locator('input[type=range]').count(), 0);
  assert.match((await page.locator('.live').textContent()) ?? '', /takes the engine.*drawdown run/s);
  await page.context().close();
});

test('--report names the file, --no-report leaves it out, and a report is small', () => {
  run(folder, 'run', join(scenarios, 'office.yaml'), '--report', 'mine.html', '-q');
  assert.ok(statSync(join(folder, 'mine.html')).size < 400000);
  run(folder, 'run', join(scenarios, 'office.yaml'), '-o', 'without', '--no-report', '-q');
  assert.equal(readdirSync(join(folder, 'without')).includes('report.html'), false);
});
