// Pictures of reports for people to look at: node screenshots.js OUTPUT_FOLDER REPORT.html…
// Each report at two sizes, light and dark, and as the pages of a printout.

import {mkdirSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {launch, type Look, open} from './browser';

const looks: [string, Look][] = [
  ['desktop', {width: 1280, height: 900}],
  ['phone', {width: 390, height: 844}],
  ['dark', {width: 1280, height: 900, dark: true}],
];

const [folder = '.', ...reports] = process.argv.slice(2);
mkdirSync(folder, {recursive: true});
const browser = await launch();
for (const report of reports) {
  const name = `${basename(dirname(report))}-${basename(report, '.html')}`;
  for (const [look, size] of looks) {
    const {page} = await open(browser, report, size);
    await page.screenshot({path: join(folder, `${name}-${look}.png`), fullPage: true});
    if (look === 'desktop') {
      await page.pdf({path: join(folder, `${name}.pdf`), format: 'A4', preferCSSPageSize: true, printBackground: true});
    }
    await page.context().close();
  }
  console.log(join(folder, name));
}
await browser.close();
