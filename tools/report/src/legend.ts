// What each colour and sign of a chart means.

import {html, svg} from './dom';
import type {ChartData, Mark} from './page_data';

const markNames: Record<Mark['kind'], string> = {
  arrival: 'purchase',
  expiry: 'expiry',
  refusal: 'refusals',
  line: '',
};

function swatch(shape: string, hue: string): SVGSVGElement {
  const box = svg('svg', {width: 16, height: 12, class: 'swatch', 'aria-hidden': 'true'});
  if (shape === 'line' || shape === 'step') {
    box.append(svg('line', {x1: 1, x2: 15, y1: 6, y2: 6, class: `line ${hue}`}));
  } else if (shape === 'dot') {
    box.append(svg('circle', {cx: 8, cy: 6, r: 3.5, class: `fill ${hue}`}));
  } else if (shape === 'whisker') {
    box.append(svg('path', {d: 'M3 6H13M3 3V9M13 3V9', class: `line ${hue}`}));
  } else {
    box.append(svg('rect', {x: 1, y: 1, width: 14, height: 10, rx: 2, class: `${shape === 'band' ? 'band' : 'fill'} ${hue}`}));
  }
  return box;
}

export function markSign(kind: Mark['kind'], x: number, y: number): SVGElement {
  if (kind === 'arrival') {
    return svg('path', {d: `M${x} ${y - 5}l5 9h-10z`, class: 'fill green'});
  }
  if (kind === 'expiry') {
    return svg('path', {d: `M${x} ${y + 5}l5 -9h-10z`, class: 'fill red'});
  }
  return svg('rect', {x: x - 6, y: y - 4, width: 12, height: 8, class: 'shade red'});
}

export function legend(chart: ChartData): HTMLElement | null {
  const items: HTMLElement[] = [];
  for (const layer of chart.layers) {
    if (layer.label) {
      items.push(html('li', {}, swatch(layer.shape, layer.hue), layer.label));
    }
  }
  if (items.length < 2 && chart.marks.every((mark) => mark.kind === 'line')) {
    return null; // the title says it
  }
  for (const kind of ['arrival', 'expiry', 'refusal'] as const) {
    if (chart.marks.some((mark) => mark.kind === kind)) {
      const box = svg('svg', {width: 16, height: 12, class: 'swatch', 'aria-hidden': 'true'}, markSign(kind, 8, 6));
      items.push(html('li', {}, box, markNames[kind]));
    }
  }
  return html('ul', {class: 'legend'}, ...items);
}
