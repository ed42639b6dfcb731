// Builds the page from its data: the answer first, then figures, sections, and how all of it was made.

import {html} from './dom';
import {chartFigure} from './figure';
import {livePanel} from './live/panel';
import {type PageData, readPage, type Section} from './page_data';
import {tableDetails, tableView} from './table_view';

function heading(page: PageData): HTMLElement {
  const [first, ...others] = page.answer;
  return html(
    'header',
    {},
    html('p', {class: 'command'}, `drawdown ${page.command}`),
    html('h1', {}, page.title),
    html('p', {class: 'subtitle'}, page.subtitle),
    first ? html('p', {class: 'answer'}, first) : null,
    ...others.map((sentence) => html('p', {class: 'also'}, sentence)),
  );
}

function figures(page: PageData): HTMLElement | null {
  if (page.figures.length === 0) {
    return null;
  }
  return html(
    'dl',
    {class: 'figures'},
    ...page.figures.map((figure) =>
      html(
        'div',
        {class: figure.bad ? 'bad' : undefined},
        html('dt', {}, figure.label + (figure.unit ? `, ${figure.unit}` : '')),
        html('dd', {}, figure.value),
      ),
    ),
  );
}

function facts(section: Section): HTMLElement | null {
  if (section.facts.length === 0) {
    return null;
  }
  return html('dl', {class: 'facts'}, ...section.facts.flatMap(([name, value]) => [html('dt', {}, name), html('dd', {}, value)]));
}

function sectionOf(page: PageData, section: Section): HTMLElement {
  const element = html('section', {}, section.heading ? html('h2', {}, section.heading) : null);
  for (const text of section.text) {
    element.append(html('p', {}, text));
  }
  if (section.live && page.live) {
    element.append(livePanel(page.live, page.currency));
  }
  for (const id of section.charts) {
    const chart = page.charts.find((each) => each.id === id);
    const table = page.tables.find((each) => each.name === chart?.table);
    if (chart && table) {
      element.append(chartFigure(chart, table).element);
    }
  }
  const list = facts(section);
  if (list) {
    element.append(list);
  }
  for (const name of section.tables) {
    const table = page.tables.find((each) => each.name === name);
    const few = 25; // rows that a reader takes in at once
    if (table) {
      const open = (table.columns[0]?.values.length ?? 0) <= few;
      element.append(open ? tableView(table) : titled(table.title, tableDetails(table)));
    }
  }
  return element;
}

function titled(title: string, element: HTMLElement): HTMLElement {
  return html('div', {class: 'titled'}, html('h3', {}, title), element);
}

const page = readPage();
const main = document.getElementById('report');
const list = figures(page);
main?.replaceChildren(
  heading(page),
  ...(list ? [list] : []),
  ...page.sections.map((section) => sectionOf(page, section)),
  html('footer', {}, `Made by ${page.program}. This file needs no network and no other file.`),
);
