// Fields whose colour says how much: a calendar with a field a day, and a matrix of two columns.

import {svg} from './dom';
import type {Drawing} from './drawing';
import {dayLength, dayName, dayTime, longDayName, shortText, withUnit} from './format';
import type {ChartData} from './page_data';
import type {Rows} from './rows';

const levels = 6;

// 0 for nothing, then 1 … 6; the greatest is 6.
function level(value: number, greatest: number): number {
  return !(value > 0) || greatest <= 0 ? 0 : Math.max(1, Math.ceil((value / greatest) * levels));
}

function scaleBar(greatest: number, unit: string | undefined, x: number, y: number): SVGGElement {
  const group = svg('g', {class: 'grid', 'aria-hidden': 'true'});
  group.append(svg('text', {x, y: y + 10}, '0'));
  for (let i = 0; i <= levels; i++) {
    group.append(svg('rect', {x: x + 14 + i * 16, y, width: 14, height: 12, rx: 2, class: `heat h${i}`}));
  }
  group.append(svg('text', {x: x + 14 + (levels + 1) * 16 + 6, y: y + 10}, withUnit(shortText(greatest), unit)));
  return group;
}

interface Field {
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  value: number;
  text?: string;
}

function drawing(chart: ChartData, picture: SVGSVGElement, fields: Field[], greatest: number): Drawing {
  const frame = svg('rect', {class: 'frame', rx: 2, visibility: 'hidden'});
  for (const field of fields) {
    const {x, y, width, height} = field;
    const tone = level(field.value, greatest);
    picture.append(svg('rect', {x, y, width, height, rx: 2, class: `heat h${tone}`}));
    if (field.text) {
      const tones = `value ${tone >= 4 ? 'on-dark' : ''}`;
      picture.append(svg('text', {x: x + width / 2, y: y + height / 2 + 4, 'text-anchor': 'middle', class: tones}, field.text));
    }
  }
  picture.append(frame);
  const label = chart.layers[0]?.label ?? chart.title;
  return {
    svg: picture,
    stops: fields.length,
    stop(place) {
      const field = fields[place];
      const value = withUnit(shortText(field?.value || 0), chart.unit);
      const lines = [{label, value}];
      return {x: (field?.x ?? 0) + (field?.width ?? 0) / 2, y: field?.y ?? 0, title: field?.title ?? '', lines};
    },
    nearest(px, py) {
      return fields.findIndex((f) => px >= f.x - 1 && px <= f.x + f.width + 1 && py >= f.y - 1 && py <= f.y + f.height + 1);
    },
    show(place) {
      const field = fields[place];
      frame.setAttribute('visibility', field ? 'visible' : 'hidden');
      for (const name of ['x', 'y', 'width', 'height'] as const) {
        frame.setAttribute(name, String(field?.[name] ?? 0));
      }
    },
  };
}

// Weeks from left to right, Monday above. Where a year is too wide, parts of it stand below each other.
export function drawCalendar(chart: ChartData, rows: Rows, width: number): Drawing {
  const times = rows.texts(chart.x).map(dayTime);
  const values = rows.numbers(chart.layers[0]?.value ?? '');
  const weekday = (time: number) => (new Date(time).getUTCDay() + 6) % 7;
  const first = times[0] ?? 0;
  const monday = first - weekday(first) * dayLength;
  const weekOf = (time: number) => Math.floor((time - monday) / (7 * dayLength));
  const weeks = weekOf(times[times.length - 1] ?? 0) + 1;
  const left = 36;
  const pitch = Math.max(11, Math.min(19, Math.floor((width - left) / Math.min(weeks, 54))));
  const across = Math.max(1, Math.min(weeks, Math.floor((width - left) / pitch)));
  const bands = Math.ceil(weeks / across);
  const bandHeight = 7 * pitch + 30;
  const greatest = Math.max(0, ...values.filter(Number.isFinite));
  const height = bands * bandHeight + 24;
  const picture = svg('svg', {viewBox: `0 0 ${width} ${height}`, width, height});
  const names = svg('g', {class: 'grid', 'aria-hidden': 'true'});
  for (let band = 0; band < bands; band++) {
    ['Mon', 'Wed', 'Fri'].forEach((name, i) => {
      names.append(svg('text', {x: left - 6, y: band * bandHeight + 20 + (2 * i + 0.5) * pitch + 4, 'text-anchor': 'end'}, name));
    });
  }
  const fields = times.map((time, i) => {
    const week = weekOf(time);
    const band = Math.floor(week / across);
    const x = left + (week % across) * pitch;
    const top = band * bandHeight + 20;
    const day = new Date(time);
    if (day.getUTCDate() <= 7 && weekday(time) === 0) {
      names.append(svg('text', {x, y: top - 7}, day.toLocaleString('en-GB', {month: 'short', timeZone: 'UTC'})));
    }
    return {
      x,
      y: top + weekday(time) * pitch,
      width: pitch - 2,
      height: pitch - 2,
      title: Number.isFinite(time) ? longDayName(time) : dayName(0),
      value: values[i] ?? 0,
    };
  });
  picture.append(names, scaleBar(greatest, chart.unit, left, bands * bandHeight + 6));
  return drawing(chart, picture, fields, greatest);
}

export function drawMatrix(chart: ChartData, rows: Rows, width: number): Drawing {
  const xs = rows.texts(chart.x);
  const ys = rows.texts(chart.y ?? '');
  const values = rows.numbers(chart.layers[0]?.value ?? '');
  const across = [...new Set(xs)];
  const down = [...new Set(ys)];
  const left = 14 + 7 * Math.min(24, Math.max(4, ...down.map((name) => name.length)));
  const pitch = Math.min(150, (width - left) / Math.max(1, across.length));
  const row = 34;
  const top = 26;
  const height = top + down.length * row + 30;
  const greatest = Math.max(0, ...values.filter(Number.isFinite));
  const picture = svg('svg', {viewBox: `0 0 ${width} ${height}`, width, height});
  const letters = Math.max(3, Math.floor(pitch / 7));
  const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  across.forEach((name, i) => {
    picture.append(svg('text', {x: left + (i + 0.5) * pitch, y: top - 9, 'text-anchor': 'middle', class: 'name'}, cut(name, letters)));
  });
  down.forEach((name, i) => {
    picture.append(svg('text', {x: left - 8, y: top + i * row + row / 2 + 3, 'text-anchor': 'end', class: 'name'}, cut(name, 24)));
  });
  const fields = xs.map((name, i) => ({
    x: left + across.indexOf(name) * pitch,
    y: top + down.indexOf(ys[i] ?? '') * row,
    width: pitch - 3,
    height: row - 3,
    title: `${ys[i] ?? ''}, ${name}`,
    value: values[i] ?? 0,
    text: pitch > 44 ? shortText(values[i] || 0) : '',
  }));
  picture.append(scaleBar(greatest, chart.unit, left, top + down.length * row + 10));
  return drawing(chart, picture, fields, greatest);
}
