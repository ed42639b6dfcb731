// Lying bars, a row each, and bridges from one total to another.

import {svg} from './dom';
import type {Drawing, Line} from './drawing';
import {fullText, shortText, valueText} from './format';
import {type Box, feet, numbersAxis} from './frame';
import type {ChartData, Layer} from './page_data';
import type {Rows} from './rows';

interface Part {
  layer: Layer;
  from: number;
  until: number;
  value: number;
}

interface Row {
  name: string;
  parts: Part[];
  end: number; // behind which its value stands
  text: string;
}

function stackedRows(chart: ChartData, rows: Rows): Row[] {
  const names = rows.texts(chart.x);
  const columns = chart.layers.map((layer) => ({
    layer,
    value: rows.numbers(layer.value ?? layer.high ?? ''),
    low: layer.low ? rows.numbers(layer.low) : [],
    high: layer.high ? rows.numbers(layer.high) : [],
  }));
  return names.map((name, i) => {
    let sum = 0;
    let end = 0;
    const parts: Part[] = [];
    for (const {layer, value, low, high} of columns) {
      const own = value[i] ?? NaN;
      if (layer.shape === 'whisker' || layer.shape === 'dot') {
        const from = layer.shape === 'dot' ? own : (low[i] ?? NaN);
        const until = layer.shape === 'dot' ? own : (high[i] ?? NaN);
        parts.push({layer, from, until, value: own});
        end = Math.max(end, until || 0);
      } else if (Number.isFinite(own)) {
        parts.push({layer, from: sum, until: sum + own, value: own});
        sum += own;
        end = Math.max(end, sum);
      }
    }
    const dot = parts.find((part) => part.layer.shape === 'dot');
    return {name, parts, end, text: valueText(dot ? dot.value || 0 : sum, chart.unit)};
  });
}

// Steps hang between totals, and are green where they save and orange where they cost.
function bridgeRows(chart: ChartData, rows: Rows): Row[] {
  const names = rows.texts(chart.x);
  const totals = rows.texts(chart.total ?? '');
  const layer = chart.layers[0];
  if (!layer) {
    return [];
  }
  const values = rows.numbers(layer.value ?? '');
  let at = 0;
  return names.map((name, i) => {
    const value = values[i] ?? 0;
    if (totals[i] === 'yes') {
      at = value;
      return {name, parts: [{layer, from: 0, until: value, value}], end: Math.max(0, value), text: shortText(value)};
    }
    const from = at;
    at += value;
    const step: Layer = {...layer, hue: value > 0 ? 'orange' : 'green', label: 'change'};
    const text = (value > 0 ? '+' : '') + shortText(value);
    return {name, parts: [{layer: step, from, until: at, value}], end: Math.max(from, at), text};
  });
}

function clipped(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text;
}

// Bars stand on 0; a bridge's only if its steps can still be seen then.
function lowest(chart: ChartData, list: Row[]): number {
  const edges = list.flatMap((row) => row.parts.flatMap((part) => [part.from, part.until])).filter(Number.isFinite);
  const low = Math.min(0, ...edges);
  if (chart.kind !== 'bridge') {
    return low;
  }
  const inner = list.flatMap((row) => row.parts.map((part) => (part.from === 0 ? part.until : Math.min(part.from, part.until))));
  const least = Math.min(...inner);
  const high = Math.max(...inner);
  return Number.isFinite(least) && least > 0 && high - least < 0.4 * high ? Math.max(0, least - (high - least) * 0.5) : low;
}

function partShape(part: Part, x: (value: number) => number, top: number, thick: number, low: number): SVGElement {
  const middle = top + thick / 2;
  const [a, b] = [x(Math.max(low, Math.min(part.from, part.until))), x(Math.max(part.from, part.until))];
  if (part.layer.shape === 'dot') {
    return svg('circle', {cx: b, cy: middle, r: 4.5, class: `fill ${part.layer.hue} dot`});
  }
  if (part.layer.shape === 'whisker') {
    return svg('path', {d: `M${a} ${middle}H${b}M${a} ${middle - 4}v8M${b} ${middle - 4}v8`, class: `line ${part.layer.hue} whisker`});
  }
  return svg('rect', {x: a, y: top, width: Math.max(b - a, part.value === 0 ? 0 : 1), height: thick, rx: 2, class: `fill ${part.layer.hue}`});
}

export function drawBars(chart: ChartData, rows: Rows, width: number): Drawing {
  const list = chart.kind === 'bridge' ? bridgeRows(chart, rows) : stackedRows(chart, rows);
  const pitch = 28;
  const thick = 16;
  const letters = Math.max(6, Math.floor((width * 0.36) / 7));
  const longest = Math.max(3, ...list.map((row) => Math.min(row.name.length, letters)));
  const textRoom = 12 + 7 * Math.max(2, ...list.map((row) => row.text.length));
  const box: Box = {left: 16 + longest * 7, right: textRoom, top: 6, bottom: 30, width, height: 0};
  box.height = box.top + list.length * pitch + box.bottom;
  const low = lowest(chart, list);
  const axis = numbersAxis(low, Math.max(...list.map((row) => row.end), low + 1e-9), box, chart.unit);
  const picture = svg('svg', {viewBox: `0 0 ${width} ${box.height}`, width, height: box.height});
  const glow = svg('rect', {x: 0, width, height: pitch, class: 'glow', visibility: 'hidden'});
  picture.append(glow);
  const back = svg('g', {class: 'grid', 'aria-hidden': 'true'});
  for (const tick of axis.ticks) {
    const x = axis.scale(tick.at);
    back.append(svg('line', {x1: x, x2: x, y1: box.top, y2: box.height - box.bottom, class: tick.at === 0 ? 'zero' : undefined}));
  }
  picture.append(back);
  const top = (i: number) => box.top + i * pitch;
  list.forEach((row, i) => {
    const y = top(i) + pitch / 2 + 4;
    picture.append(svg('text', {x: box.left - 8, y, 'text-anchor': 'end', class: 'name'}, clipped(row.name, letters)));
    for (const part of row.parts) {
      if (Number.isFinite(part.from) && Number.isFinite(part.until)) {
        picture.append(partShape(part, axis.scale, top(i) + (pitch - thick) / 2, thick, low));
      }
    }
    picture.append(svg('text', {x: axis.scale(row.end) + 6, y, class: 'value'}, row.text));
  });
  picture.append(feet(axis, box));
  const words = (part: Part): Line => ({
    hue: part.layer.hue,
    label: part.layer.label ?? chart.title,
    value:
      part.layer.shape === 'whisker'
        ? `${valueText(part.from, chart.unit)} to ${fullText(part.until, chart.unit)}`
        : (chart.kind === 'bridge' && part.from !== 0 && part.value > 0 ? '+' : '') + fullText(part.value, chart.unit),
  });
  return {
    svg: picture,
    stops: list.length,
    stop(place) {
      const row = list[place];
      const x = axis.scale(row?.end ?? 0);
      return {x, y: top(place), title: row?.name ?? '', lines: (row?.parts ?? []).map(words)};
    },
    nearest(_x, y) {
      const place = Math.floor((y - box.top) / pitch);
      return place >= 0 && place < list.length ? place : -1;
    },
    show(place) {
      glow.setAttribute('visibility', place < 0 ? 'hidden' : 'visible');
      glow.setAttribute('y', String(top(Math.max(0, place))));
    },
  };
}
