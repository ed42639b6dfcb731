// What all charts in a plane share: margins, scales, gridlines and the names of ticks.

import {scaleLinear, scaleUtc} from 'd3-scale';
import {svg} from './dom';
import {dayLength, valueText} from './format';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
  width: number;
  height: number;
}

export type XScale = (value: number) => number;
export interface Axis {
  scale: XScale;
  invert: (pixel: number) => number;
  ticks: {at: number; label: string}[];
}

export function daysAxis(from: number, until: number, box: Box): Axis {
  const scale = scaleUtc([new Date(from), new Date(until)], [box.left, box.width - box.right]);
  const format = scale.tickFormat();
  const room = Math.max(2, Math.floor((box.width - box.left - box.right) / 84));
  return {
    scale: (value) => scale(new Date(value)),
    invert: (pixel) => scale.invert(pixel).getTime(),
    ticks: scale
      .ticks(room)
      .filter((tick) => tick.getTime() % dayLength === 0) // of very few days hours would be marked
      .map((tick) => ({at: tick.getTime(), label: monthText(tick, format(tick))})),
  };
}

// d3 writes whole months in full; three letters do.
function monthText(tick: Date, text: string): string {
  return /^[A-Z][a-z]{3,}$/.test(text) ? tick.toLocaleString('en-GB', {month: 'short', timeZone: 'UTC'}) : text;
}

// `unit` is that of the values along it.
export function numbersAxis(from: number, until: number, box: Box, unit?: string): Axis {
  const scale = scaleLinear([from, until], [box.left, box.width - box.right]);
  const room = Math.max(2, Math.floor((box.width - box.left - box.right) / 84));
  const ticks = scale.ticks(room).map((at) => ({at, label: valueText(at, unit)}));
  return {scale, invert: (pixel) => scale.invert(pixel), ticks};
}

export interface UpAxis {
  scale: (value: number) => number;
  ticks: {at: number; label: string}[];
}

// From `low` to `high`, made round.
export function upAxis(low: number, high: number, box: Box, unit?: string): UpAxis {
  const span = high > low ? high - low : Math.abs(high) || 1;
  const scale = scaleLinear([low, low + span], [box.height - box.bottom, box.top]).nice(5);
  return {scale, ticks: scale.ticks(5).map((at) => ({at, label: valueText(at, unit)}))};
}

// How wide the names of the upright axis are, at the size that the style sheet gives them.
export function leftMargin(ticks: {label: string}[]): number {
  return 14 + Math.max(...ticks.map((tick) => tick.label.length), 1) * 7;
}

export function grid(up: UpAxis, box: Box): SVGGElement {
  const group = svg('g', {class: 'grid', 'aria-hidden': 'true'});
  for (const tick of up.ticks) {
    const y = up.scale(tick.at);
    group.append(
      svg('line', {x1: box.left, x2: box.width - box.right, y1: y, y2: y, class: tick.at === 0 ? 'zero' : undefined}),
      svg('text', {x: box.left - 8, y: y + 4, 'text-anchor': 'end'}, tick.label),
    );
  }
  return group;
}

// `unit` stands in a line of its own.
export function feet(axis: Axis, box: Box, unit?: string): SVGGElement {
  const group = svg('g', {class: 'grid', 'aria-hidden': 'true'});
  const y = box.height - box.bottom;
  if (unit) {
    const middle = (box.left + box.width - box.right) / 2;
    group.append(svg('text', {x: middle, y: y + 38, 'text-anchor': 'middle'}, unit));
  }
  for (const tick of axis.ticks) {
    const x = axis.scale(tick.at);
    const anchor = x > box.width - box.right - 20 ? 'end' : 'middle';
    group.append(
      svg('line', {x1: x, x2: x, y1: y, y2: y + 5}),
      svg('text', {x, y: y + 19, 'text-anchor': anchor}, tick.label),
    );
  }
  return group;
}
