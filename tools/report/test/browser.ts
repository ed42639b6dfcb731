// A headless Chromium, and pages opened in it that must not ask for anything but themselves.

import {existsSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {chromium, type Browser, type Page} from 'playwright-core';

export interface Opened {
  page: Page;
  complaints: string[]; // errors on the console, exceptions, requests
}

export async function launch(): Promise<Browser> {
  const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(path)) {
    throw new Error(`there is no browser at ${path}; set CHROMIUM to another path`);
  }
  // Root may not use the sandbox; what is opened here are pages of our own.
  return chromium.launch({executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none']});
}

export interface Look {
  width: number;
  height: number;
  dark?: boolean;
}

export async function open(browser: Browser, file: string, look: Look): Promise<Opened> {
  const context = await browser.newContext({
    viewport: {width: look.width, height: look.height},
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'en-US',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== own && !request.url().startsWith('data:')) {
      complaints.push(`request: ${request.url()}`);
    }
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(own);
  await page.waitForSelector('footer');
  return {page, complaints};
}
