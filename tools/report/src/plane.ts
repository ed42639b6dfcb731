// Charts over dates and numbers, and upright bars: areas, bands, lines and points in one plane.

import {area, curveLinear, curveStepAfter, line} from 'd3-shape';
import {svg} from './dom';
import type {Drawing, Line, View} from './drawing';
import {dayLength, dayTime, fullText, longDayName, shortText, valueText, withUnit} from './format';
import {type Axis, type Box, daysAxis, feet, grid, leftMargin, numbersAxis, upAxis, type UpAxis} from './frame';
import {drawMarks, marksAt} from './marks';
import type {ChartData, Layer} from './page_data';
import type {Rows} from './rows';

interface Series {
  layer: Layer;
  low: number[]; // where it begins, of areas, bars and bands; else as high
  high: number[];
  value: number[];
}

// Areas and bars stand on those before them.
function stack(chart: ChartData, rows: Rows): Series[] {
  const base = new Array<number>(rows.length).fill(0);
  return chart.layers.map((layer) => {
    const value = rows.numbers(layer.value ?? layer.high ?? '');
    if (layer.shape === 'band' || layer.shape === 'whisker') {
      return {layer, low: rows.numbers(layer.low ?? ''), high: rows.numbers(layer.high ?? ''), value};
    }
    if (layer.shape === 'area' || layer.shape === 'bar') {
      const low = base.slice();
      value.forEach((each, i) => {
        base[i] = (base[i] ?? 0) + (Number.isFinite(each) ? each : 0);
      });
      return {layer, low, high: base.slice(), value};
    }
    return {layer, low: value, high: value, value};
  });
}

function least(series: Series[]): number {
  return Math.min(...series.flatMap((each) => [...each.low, ...each.high]).filter(Number.isFinite));
}

function most(series: Series[]): number {
  return Math.max(...series.flatMap((each) => each.high).filter(Number.isFinite));
}

// From 0, unless lines run so high that their differences could not be seen.
function heights(series: Series[]): [number, number] {
  const stands = series.some((each) => each.layer.shape === 'area' || each.layer.shape === 'bar');
  const low = least(series);
  const high = most(series);
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    return [0, 1];
  }
  return [stands || low < 0.55 * high ? Math.min(0, low) : low, Math.max(0, high)];
}

function paths(series: Series, x: number[], last: number, axis: Axis, up: UpAxis, barWidth: number): SVGElement[] {
  const {layer, low, high} = series;
  const hue = layer.hue;
  const at = (i: number) => axis.scale(x[i] ?? 0);
  const there = high.map((_, i) => i).filter((i) => Number.isFinite(high[i]) && Number.isFinite(low[i]));
  if (layer.shape === 'dot') {
    return there.map((i) => svg('circle', {cx: at(i), cy: up.scale(high[i] ?? 0), r: 3.5, class: `fill ${hue} dot`}));
  }
  if (layer.shape === 'bar') {
    return there.map((i) => {
      const top = up.scale(high[i] ?? 0);
      const foot = up.scale(low[i] ?? 0);
      return svg('rect', {
        x: at(i) - barWidth / 2,
        width: barWidth,
        y: Math.min(top, foot),
        height: Math.abs(foot - top),
        class: `fill ${hue}`,
      });
    });
  }
  if (layer.shape === 'whisker') {
    return there.map((i) => {
      const [a, b, c] = [at(i), up.scale(low[i] ?? 0), up.scale(high[i] ?? 0)];
      return svg('path', {d: `M${a} ${b}V${c}M${a - 4} ${b}h8M${a - 4} ${c}h8`, class: `line ${hue} whisker`});
    });
  }
  // The last value of steps holds until the end.
  const steps = layer.shape === 'area' || layer.shape === 'step';
  const places = steps && there.length > 0 ? [...there, there.length > 0 ? -1 : 0] : there;
  const end = there[there.length - 1] ?? 0;
  const xs = (i: number) => (i < 0 ? axis.scale(last) : at(i));
  const curve = steps ? curveStepAfter : curveLinear;
  const value = (list: number[], i: number) => up.scale(list[i < 0 ? end : i] ?? 0);
  const d =
    layer.shape === 'area' || layer.shape === 'band'
      ? area<number>(xs, (i) => value(low, i), (i) => value(high, i)).curve(curve)(places)
      : line<number>(xs, (i) => value(high, i)).curve(curve)(places);
  const kind = layer.shape === 'band' ? 'band' : layer.shape === 'area' ? 'fill area' : 'line';
  return [svg('path', {d: d ?? '', class: `${kind} ${hue}`})];
}

function xValues(chart: ChartData, rows: Rows): {x: number[]; names: string[]; category: boolean} {
  const names = rows.texts(chart.x);
  if (chart.kind === 'days') {
    return {x: names.map(dayTime), names, category: false};
  }
  const x = rows.numbers(chart.x);
  const category = !x.every(Number.isFinite);
  return {x: category ? names.map((_, i) => i) : x, names, category};
}

function wholeView(kind: ChartData['kind'], x: number[]): View {
  const from = Math.min(...x);
  const until = Math.max(...x);
  if (kind === 'days') {
    return {from, until: until + dayLength};
  }
  const gap = smallestGap(x);
  const air = kind === 'columns' ? gap / 2 : from === until ? 1 : 0;
  return {from: from - air, until: until + air};
}

function smallestGap(x: number[]): number {
  const sorted = [...x].sort((a, b) => a - b);
  let gap = Infinity;
  for (let i = 1; i < sorted.length; i++) {
    const each = (sorted[i] ?? 0) - (sorted[i - 1] ?? 0);
    gap = each > 0 && each < gap ? each : gap;
  }
  return Number.isFinite(gap) ? gap : 1;
}

export function drawPlane(chart: ChartData, rows: Rows, width: number, asked?: View): Drawing {
  const days = chart.kind === 'days';
  const {x, names, category} = xValues(chart, rows);
  const whole = wholeView(chart.kind, x);
  const view = asked ?? whole;
  const series = stack(chart, rows);
  const withSigns = chart.marks.length > 0;
  const height = width < 560 ? 280 : 340;
  const box: Box = {left: 60, right: 14, top: withSigns ? 46 : 14, bottom: chart.xUnit ? 48 : 30, width, height};
  const up = upAxis(...heights(series), box, chart.unit);
  box.left = leftMargin(up.ticks);
  const axis = days ? daysAxis(view.from, view.until, box) : numbersAxis(view.from, view.until, box);
  if (category) {
    const every = Math.ceil(names.length / Math.max(1, Math.floor((width - box.left) / 90)));
    axis.ticks = names.map((label, at) => ({at, label})).filter((_, i) => i % every === 0);
  }
  const barWidth = Math.max(1, 0.8 * (axis.scale(view.from + smallestGap(x)) - axis.scale(view.from)));

  const clip = `clip-${chart.id}`;
  const plot = svg('g', {'clip-path': `url(#${clip})`});
  for (const each of series) {
    plot.append(...paths(each, x, whole.until, axis, up, barWidth));
  }
  const cursor = svg('line', {class: 'cursor', y1: box.top, y2: height - box.bottom, visibility: 'hidden'});
  const picture = svg(
    'svg',
    {viewBox: `0 0 ${width} ${height}`, width, height},
    svg('clipPath', {id: clip}, svg('rect', {
      x: box.left,
      y: box.top,
      width: Math.max(0, width - box.left - box.right),
      height: height - box.top - box.bottom,
    })),
    grid(up, box),
    plot,
    feet(axis, box, chart.xUnit),
    drawMarks(chart, axis, box, view),
    cursor,
  );

  const seen = x.map((_, i) => i).filter((i) => (x[i] ?? 0) >= view.from && (x[i] ?? 0) <= view.until);
  const stopX = (place: number) => axis.scale((x[seen[place] ?? 0] ?? 0) + (days ? dayLength / 2 : 0));
  return {
    svg: picture,
    stops: seen.length,
    view,
    whole,
    invert: axis.invert,
    stop(place) {
      const i = seen[place] ?? 0;
      const title = days ? longDayName(x[i] ?? 0) : withUnit(category ? (names[i] ?? '') : shortText(x[i] ?? 0), chart.xUnit);
      return {x: stopX(place), y: box.top, title, lines: lines(chart, series, i, names[i] ?? '')};
    },
    nearest(px) {
      let best = -1;
      for (let i = 0; i < seen.length; i++) {
        if (best < 0 || Math.abs(stopX(i) - px) < Math.abs(stopX(best) - px)) {
          best = i;
        }
      }
      return best;
    },
    show(place) {
      cursor.setAttribute('visibility', place < 0 ? 'hidden' : 'visible');
      if (place >= 0) {
        cursor.setAttribute('x1', String(stopX(place)));
        cursor.setAttribute('x2', String(stopX(place)));
      }
    },
  };
}

function lines(chart: ChartData, series: Series[], i: number, at: string): Line[] {
  const most = 9;
  const stacked = series.filter((each) => each.layer.shape === 'area' || each.layer.shape === 'bar');
  const out: Line[] = [];
  if (stacked.length > 1) {
    const sum = stacked.reduce((total, each) => total + (each.value[i] || 0), 0);
    out.push({label: 'together', value: fullText(sum, chart.unit)});
  }
  for (const {layer, low, high, value} of [...series].reverse()) {
    const between = layer.shape === 'band' || layer.shape === 'whisker';
    const number = value[i] ?? NaN;
    const silent = stacked.length > 4 && layer.shape === 'area' && number === 0;
    if (!Number.isFinite(between ? high[i] : number) || silent || out.length > most) {
      continue;
    }
    const text = between ? `${valueText(low[i] ?? 0, chart.unit)} to ${fullText(high[i] ?? 0, chart.unit)}` : fullText(number, chart.unit);
    out.push({hue: layer.hue, label: layer.label ?? chart.title, value: text});
  }
  return [...out, ...marksAt(chart, at)];
}
