// What a drawn chart offers to whoever moves over it, by mouse, finger or keyboard.

import type {Hue} from './page_data';

export interface Line {
  hue?: Hue;
  label: string;
  value: string;
}

export interface Stop {
  x: number; // in pixels of the drawing
  y: number;
  title: string;
  lines: Line[];
}

export interface View {
  from: number;
  until: number;
}

export interface Drawing {
  svg: SVGSVGElement;
  stops: number; // places that can be asked about, in the order of the arrow keys
  stop(place: number): Stop;
  nearest(x: number, y: number): number; // -1: none
  show(place: number): void; // -1: none
  view?: View; // if one can zoom: what is seen of the horizontal axis
  whole?: View;
  invert?(x: number): number;
}
