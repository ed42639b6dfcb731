// Sliders for what is cheap to recompute, and what follows beside what was.

import {html} from '../dom';
import {chartFigure} from '../figure';
import {dayLength, dayName, dayTime, numberText} from '../format';
import type {ChartData, TableData} from '../page_data';
import {type Change, decimal, engineCommand, type LiveData, micro, type Settings, type Totals, totals} from './model';

const shownLots = 12; // more would be a form, not a toy

class Panel {
  readonly element = html('div', {class: 'live'});
  private readonly settings: Settings = {demandPercent: 100, lots: new Map()};
  private readonly results = html('div', {class: 'outcome', role: 'status'});
  private readonly verdict = html('p', {class: 'verdict'});
  private readonly command = html('code');
  private readonly lotRows = html('div', {class: 'lots'});
  private readonly before: Totals;
  private readonly table: TableData;
  private readonly redraw: () => void;

  constructor(
    private readonly data: LiveData,
    private readonly currency: string,
  ) {
    this.before = totals(data, this.settings);
    this.table = balanceTable(data, this.before);
    const figure = chartFigure(balanceChart(), this.table);
    this.redraw = figure.redraw;
    this.element.append(this.controls(), this.results, this.verdict, figure.element, this.commandLine());
    this.update();
  }

  private day(place: number): string {
    return dayName(dayTime(this.data.from) + place * dayLength);
  }

  private controls(): HTMLElement {
    const factor = slider('Use of every day', 0, 200, 1, 100, (value) => `${value} %`, (value) => {
      this.settings.demandPercent = value;
      this.update();
    });
    this.data.lots.slice(0, shownLots).forEach((_, i) => this.lotRows.append(this.lotRow(i)));
    const reset = html('button', {type: 'button', class: 'quiet'}, 'As it was');
    reset.addEventListener('click', () => {
      this.settings.lots.clear();
      this.settings.demandPercent = 100;
      this.element.querySelectorAll('input').forEach((input) => {
        input.value = input.defaultValue;
        input.dispatchEvent(new Event('reset-shown'));
      });
      this.update();
    });
    return html('form', {class: 'sliders', 'aria-label': 'What if'}, factor, this.lotRows, reset);
  }

  private change(i: number, change: Change): void {
    this.settings.lots.set(i, {...this.settings.lots.get(i), ...change});
    this.update();
  }

  private lotRow(i: number): HTMLElement {
    const lot = this.data.lots[i];
    if (!lot) {
      return html('div');
    }
    const tokens = Number(lot.tokens);
    const most = Math.max(10, tokens * 2);
    const step = tokens >= 1000 ? 50 : tokens >= 100 ? 5 : 1;
    const days = this.data.demand[0]?.length ?? 0;
    const group = html('fieldset', {}, html('legend', {}, lot.id));
    if (!lot.fixed) {
      group.append(slider('Tokens', 0, most, step, tokens, (value) => numberText(value), (value) => {
        this.change(i, {tokens: value === tokens ? micro(lot.tokens) : micro(value)});
      }));
    }
    if (lot.bought >= 0 && !lot.lifetime) {
      group.append(slider('Bought', 0, days - 1, 1, lot.bought, (value) => this.day(value), (value) => {
        this.change(i, {bought: value});
      }));
    }
    if (lot.price !== null) {
      const price = Number(lot.price);
      const cent = price >= 20 ? 0.5 : 0.05;
      const shown = (value: number) => `${value.toFixed(2)} ${this.currency}`;
      group.append(slider('Unit price', 0, Math.max(1, price * 2), cent, price, shown, (value) => {
        this.change(i, {price: value === price ? micro(lot.price) : micro(value.toFixed(2))});
      }));
    }
    return group;
  }

  private update(): void {
    const now = totals(this.data, this.settings);
    this.results.replaceChildren(outcomeTable(this.before, now, this.currency));
    this.verdict.textContent = this.verdictText(now);
    this.command.textContent = engineCommand(this.data, this.settings, (place) => this.day(place));
    const column = this.table.columns[2];
    if (column) {
      column.values = now.balance.map(decimal);
    }
    this.redraw();
  }

  private verdictText(now: Totals): string {
    const what =
      now.dryOn === null
        ? `The pool lasts: ${numberText(decimal(now.left))} tokens are left in the end, ${numberText(decimal(now.expired))} expire.`
        : this.data.overdraft
          ? `From ${this.day(now.dryOn)} on tokens are owed; ${numberText(decimal(now.owed))} in the end.`
          : `The pool runs short on ${this.day(now.dryOn)}: ${numberText(decimal(now.refused))} tokens of use cannot be paid.`;
    if (this.settings.demandPercent !== 100) {
      const other = this.data.hasDemand
        ? ` The engine scales the use itself: drawdown stress ${this.data.scenario} --size-of demand --sizes ${this.settings.demandPercent / 100}.`
        : ' A log has no such factor, so the engine has no line for it; the line below has the other settings.';
      return `${what} Every day’s total is scaled, which is an estimate: who opens what would change too.${other}`;
    }
    const certain =
      now.refused === 0n
        ? ' The engine gives the same totals.'
        : ' Which charges are refused then depends on their order within the day: that takes the engine, whose totals differ a little.';
    return what + certain;
  }

  private commandLine(): HTMLElement {
    const copy = html('button', {type: 'button', class: 'quiet'}, 'Copy');
    copy.addEventListener('click', () => {
      void navigator.clipboard?.writeText(this.command.textContent ?? '').catch(() => undefined);
      copy.textContent = 'Copied';
      setTimeout(() => (copy.textContent = 'Copy'), 1500);
    });
    return html(
      'div',
      {class: 'engine'},
      html('p', {}, 'Rules, rates, grace, teams and single users need the engine: charges are made anew. So does every charge that is refused. With these settings:'),
      html('div', {class: 'line'}, html('pre', {}, this.command), copy),
    );
  }
}

function slider(
  name: string,
  min: number,
  max: number,
  step: number,
  value: number,
  shown: (value: number) => string,
  moved: (value: number) => void,
): HTMLElement {
  const output = html('output', {}, shown(value));
  const input = html('input', {type: 'range', min, max, step: 'any', value, 'aria-label': name, 'aria-valuetext': shown(value)});
  const show = (number: number) => {
    output.textContent = shown(number);
    input.setAttribute('aria-valuetext', shown(number));
  };
  // The given value is kept exactly where the slider stands on it; elsewhere it moves in steps.
  const rounded = () => {
    const raw = Number(input.value);
    const near = Math.abs(raw - value) < step / 2 ? value : Math.round(raw / step) * step;
    return Math.min(max, Math.max(min, Number(near.toFixed(6))));
  };
  input.addEventListener('input', () => {
    show(rounded());
    moved(rounded());
  });
  input.addEventListener('keydown', (event) => {
    const by = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10}[event.key];
    if (by !== undefined) {
      event.preventDefault();
      input.value = String(Math.min(max, Math.max(min, rounded() + by * step)));
      input.dispatchEvent(new Event('input'));
    }
  });
  input.addEventListener('reset-shown', () => show(value));
  return html('label', {class: 'slider'}, html('span', {}, name), input, output);
}

// Money of whole amounts has two places all the same.
function inPlaces(name: string, amount: string): string {
  const [whole = '', places = ''] = amount.split('.');
  return name.startsWith('Spent') || name.startsWith('Written') ? `${whole}.${places.padEnd(2, '0')}` : amount;
}

function outcomeTable(before: Totals, now: Totals, currency: string): HTMLElement {
  const rows: [string, bigint | null, bigint | null][] = [
    ['Bought', before.bought, now.bought],
    ['Consumed', before.consumed, now.consumed],
    ['Cannot be paid', before.refused, now.refused],
    ['Expired', before.expired, now.expired],
    ['Left', before.left, now.left],
    ['Owed', before.owed, now.owed],
    [`Spent, ${currency}`, before.spent, now.spent],
    [`Written off, ${currency}`, before.writtenOff, now.writtenOff],
    [`Per token consumed, ${currency}`, before.perToken, now.perToken],
  ];
  const text = (name: string, amount: bigint | null) => (amount === null ? '–' : numberText(inPlaces(name, decimal(amount))));
  const change = (name: string, from: bigint | null, to: bigint | null) =>
    from === null || to === null || from === to ? '' : `${to > from ? '+' : ''}${numberText(inPlaces(name, decimal(to - from)))}`;
  return html(
    'table',
    {},
    html('thead', {}, html('tr', {}, ...['', 'as it is', 'with these settings', 'change'].map((name, i) =>
      html('th', {scope: 'col', class: i > 0 ? 'number' : undefined}, name)))),
    html('tbody', {}, ...rows
      .filter(([name, from, to]) => name !== 'Owed' || from || to)
      .map(([name, from, to]) =>
        html('tr', {'data-row': name}, html('th', {scope: 'row'}, name), html('td', {class: 'number'}, text(name, from)),
          html('td', {class: 'number now'}, text(name, to)), html('td', {class: 'number'}, change(name, from, to))))),
  );
}

function balanceTable(data: LiveData, before: Totals): TableData {
  const first = dayTime(data.from);
  const values = before.balance.map(decimal);
  return {
    name: 'what_if.csv',
    title: 'Tokens left, as it is and with these settings',
    columns: [
      {name: 'date', kind: 'text', values: values.map((_, i) => dayName(first + i * dayLength))},
      {name: 'as_it_is', kind: 'amount', values},
      {name: 'with_these_settings', kind: 'amount', values: [...values]},
    ],
  };
}

function balanceChart(): ChartData {
  return {
    kind: 'days',
    id: 'what-if',
    title: 'Tokens left at the end of each day',
    unit: 'tokens',
    table: 'what_if.csv',
    x: 'date',
    most: 0,
    layers: [
      {shape: 'step', label: 'as it is', value: 'as_it_is', hue: 'grey'},
      {shape: 'step', label: 'with these settings', value: 'with_these_settings', hue: 'blue'},
    ],
    marks: [],
  };
}

export function livePanel(data: LiveData, currency: string): HTMLElement {
  if (data.needsEngine) {
    return html(
      'div',
      {class: 'live engine'},
      html('p', {}, data.needsEngine),
      html('div', {class: 'line'}, html('pre', {}, html('code', {}, data.command))),
    );
  }
  return new Panel(data, currency).element;
}
