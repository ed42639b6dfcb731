// A chart on the page: its title, what can be chosen, the drawing with its pointer and keys, and the table behind it.

import {drawBars} from './bars';
import {html} from './dom';
import type {Drawing, View} from './drawing';
import {drawCalendar, drawMatrix} from './fields';
import {legend} from './legend';
import type {ChartData, TableData} from './page_data';
import {drawPlane} from './plane';
import {choices, Rows} from './rows';
import {tableDetails} from './table_view';

function draw(whole: ChartData, rows: Rows, width: number, view?: View): Drawing {
  const chart = {...whole, marks: whole.marks.filter((mark) => !mark.of || mark.of === rows.chosen)};
  switch (chart.kind) {
    case 'bars':
    case 'bridge':
      return drawBars(chart, rows, width);
    case 'calendar':
      return drawCalendar(chart, rows, width);
    case 'matrix':
      return drawMatrix(chart, rows, width);
    default:
      return drawPlane(chart, rows, width, view);
  }
}

function fillTip(tip: HTMLElement, drawing: Drawing, place: number): void {
  const stop = drawing.stop(place);
  tip.replaceChildren(
    html('strong', {}, stop.title),
    ...stop.lines.map((line) =>
      html('span', {class: 'tip-line'}, html('i', {class: `key ${line.hue ?? 'none'}`}), line.label, html('b', {}, line.value)),
    ),
  );
}

class ChartView {
  readonly stage = html('div', {class: 'stage'});
  private readonly tip = html('div', {class: 'tip', role: 'status', hidden: true});
  private readonly whole = html('button', {type: 'button', class: 'quiet', hidden: true}, 'Show the whole range');
  private drawing: Drawing | undefined;
  private width = 0;
  private view: View | undefined;
  private place = -1;
  private dragFrom: number | undefined;

  constructor(
    private readonly chart: ChartData,
    private rows: Rows,
  ) {
    this.whole.addEventListener('click', () => this.zoom(undefined));
    new ResizeObserver(() => this.redraw(false)).observe(this.stage);
  }

  get button(): HTMLElement {
    return this.whole;
  }

  setRows(rows: Rows): void {
    this.rows = rows;
    this.redraw(true);
  }

  redraw(always: boolean): void {
    const width = Math.floor(this.stage.clientWidth);
    if (width <= 0 || (!always && width === this.width)) {
      return;
    }
    this.width = width;
    this.drawing = draw(this.chart, this.rows, width, this.view);
    const picture = this.drawing.svg;
    picture.setAttribute('role', 'img');
    picture.setAttribute('tabindex', '0');
    picture.setAttribute('aria-label', `${this.chart.title}. ${this.chart.note ?? ''} Arrow keys read the values; a table follows.`);
    this.listen(picture);
    this.stage.replaceChildren(picture, this.tip);
    this.tip.hidden = true;
    this.place = -1;
  }

  private zoom(view: View | undefined): void {
    this.view = view;
    this.whole.hidden = view === undefined;
    const focused = document.activeElement === this.drawing?.svg || document.activeElement === this.whole;
    this.redraw(true);
    if (focused) {
      this.drawing?.svg.focus();
    }
  }

  private show(place: number): void {
    const drawing = this.drawing;
    if (!drawing || place === this.place) {
      return;
    }
    this.place = place;
    drawing.show(place);
    this.tip.hidden = place < 0;
    if (place >= 0) {
      fillTip(this.tip, drawing, place);
      const stop = drawing.stop(place);
      const left = stop.x > this.width / 2 ? stop.x - this.tip.offsetWidth - 14 : stop.x + 14;
      this.tip.style.left = `${Math.max(0, Math.min(left, this.width - this.tip.offsetWidth))}px`;
      this.tip.style.top = `${stop.y}px`;
    }
  }

  private listen(picture: SVGSVGElement): void {
    const at = (event: PointerEvent): [number, number] => {
      const box = picture.getBoundingClientRect();
      return [((event.clientX - box.left) / box.width) * this.width, event.clientY - box.top];
    };
    picture.addEventListener('pointermove', (event) => this.show(this.drawing?.nearest(...at(event)) ?? -1));
    picture.addEventListener('pointerleave', () => this.show(-1));
    picture.addEventListener('blur', () => this.show(-1));
    picture.addEventListener('keydown', (event) => this.key(event));
    picture.addEventListener('dblclick', () => this.zoom(undefined));
    picture.addEventListener('pointerdown', (event) => {
      this.dragFrom = event.pointerType === 'mouse' ? at(event)[0] : undefined;
    });
    picture.addEventListener('pointerup', (event) => this.endDrag(at(event)[0]));
  }

  private endDrag(x: number): void {
    const from = this.dragFrom;
    this.dragFrom = undefined;
    const invert = this.drawing?.invert;
    const least = 12; // pixels; less is a click
    if (from !== undefined && invert && Math.abs(x - from) > least) {
      this.zoomTo(invert(Math.min(x, from)), invert(Math.max(x, from)));
    }
  }

  private zoomTo(from: number, until: number): void {
    const whole = this.drawing?.whole;
    if (!whole) {
      return;
    }
    const least = (whole.until - whole.from) / 60;
    const view = {from: Math.max(whole.from, from), until: Math.min(whole.until, until)};
    if (view.until - view.from >= least) {
      this.zoom(view.until - view.from >= whole.until - whole.from ? undefined : view);
    }
  }

  private key(event: KeyboardEvent): void {
    const drawing = this.drawing;
    if (!drawing) {
      return;
    }
    const last = drawing.stops - 1;
    const moves: Record<string, number> = {
      ArrowRight: this.place + 1,
      ArrowDown: this.place + 1,
      ArrowLeft: this.place - 1,
      ArrowUp: this.place - 1,
      PageDown: this.place + 30,
      PageUp: this.place - 30,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.show(Math.max(0, Math.min(last, to)));
    } else if (event.key === 'Escape') {
      this.show(-1);
    } else if (event.key === '0') {
      this.zoom(undefined);
    } else if ((event.key === '+' || event.key === '-') && drawing.view && drawing.invert) {
      const {from, until} = drawing.view;
      const middle = this.place < 0 ? (from + until) / 2 : drawing.invert(drawing.stop(this.place).x);
      const half = ((until - from) / 2) * (event.key === '+' ? 0.6 : 1 / 0.6);
      this.zoomTo(middle - half, middle + half);
    }
  }
}

function chooser(chart: ChartData, values: string[], choose: (value: string) => void): HTMLElement {
  const select = html('select', {}, ...values.map((value) => html('option', {value, selected: value === chart.chosen}, value)));
  select.addEventListener('change', () => choose(select.value));
  return html('label', {class: 'choose'}, `${(chart.choose ?? '').replace(/_/g, ' ')} `, select);
}

export function chartFigure(chart: ChartData, table: TableData): {element: HTMLElement; redraw: () => void} {
  const values = choices(chart, table);
  const chosen = chart.chosen ?? values[0];
  const view = new ChartView(chart, new Rows(table, chart.choose, chosen, chart.most));
  const select = values.length > 1 ? chooser(chart, values, (value) => view.setRows(new Rows(table, chart.choose, value, chart.most))) : null;
  const element = html(
    'figure',
    {class: `chart ${chart.kind}`, id: chart.id},
    html('figcaption', {}, html('h3', {}, chart.title, chart.unit && chart.unit !== 'share' ? html('span', {class: 'unit'}, chart.unit) : null)),
    html('div', {class: 'controls'}, select, legend(chart), view.button),
    view.stage,
    chart.note ? html('p', {class: 'note'}, chart.note) : null,
    tableDetails(table),
  );
  return {element, redraw: () => view.redraw(true)};
}
