// Purchases, expiries, refusals and lines: what stands at one place of the horizontal axis, or along a part of it.

import {svg} from './dom';
import type {Line, View} from './drawing';
import {dayTime} from './format';
import type {Axis, Box} from './frame';
import {markSign} from './legend';
import type {ChartData, Mark} from './page_data';

function placeOf(chart: ChartData, text: string): number {
  return chart.kind === 'days' ? dayTime(text) : Number(text);
}

function shade(mark: Mark, from: number, until: number, box: Box): SVGElement {
  const x = Math.max(from, box.left);
  const end = Math.min(Math.max(until, from + 2), box.width - box.right);
  const height = box.height - box.bottom - box.top;
  return svg(
    'rect',
    {x, y: box.top, width: Math.max(0, end - x), height, class: 'shade red'},
    svg('title', {}, mark.label ?? ''),
  );
}

export function drawMarks(chart: ChartData, axis: Axis, box: Box, view: View): SVGGElement {
  const group = svg('g', {class: 'marks'});
  let free = -Infinity; // from where on a name finds room
  const inOrder = [...chart.marks].sort((a, b) => placeOf(chart, a.at) - placeOf(chart, b.at));
  for (const mark of inOrder) {
    const at = placeOf(chart, mark.at);
    const until = mark.until ? placeOf(chart, mark.until) : at;
    if (!Number.isFinite(at) || until < view.from || at > view.until) {
      continue;
    }
    const x = axis.scale(at);
    if (mark.kind === 'refusal') {
      group.prepend(shade(mark, x, axis.scale(until), box));
      continue;
    }
    group.append(svg('line', {x1: x, x2: x, y1: box.top - 6, y2: box.height - box.bottom, class: `at ${mark.kind}`}));
    if (mark.kind !== 'line') {
      group.append(markSign(mark.kind, x, box.top - 12));
    }
    const label = mark.label ?? '';
    const length = label.length * 6.4;
    const begin = Math.max(2, Math.min(x - 5, box.width - length - 4));
    if (label && begin > free) {
      group.append(svg('text', {x: begin, y: box.top - (mark.kind === 'line' ? 10 : 24)}, label));
      free = begin + length + 10;
    }
  }
  return group;
}

// What a reader is told who stands at that place.
export function marksAt(chart: ChartData, at: string): Line[] {
  const hues = {arrival: 'green', expiry: 'red', refusal: 'red', line: 'grey'} as const;
  const here = placeOf(chart, at);
  return chart.marks
    .filter((mark) => {
      const begin = placeOf(chart, mark.at);
      return mark.until ? begin <= here && here < placeOf(chart, mark.until) : begin === here;
    })
    .slice(0, 6)
    .map((mark) => ({hue: hues[mark.kind], label: mark.label ?? '', value: ''}));
}
