// Opens pages in Debian's Chromium and remembers everything that a page should not do.
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };

let browser;

export async function start() {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

export async function close() {
  await browser.close();
}

// A page by its name, and the faults that it has shown so far.
export async function open(name, { viewport = WIDE, ...options } = {}) {
  const context = await browser.newContext({ viewport, ...options });
  const page = await context.newPage();
  const address = `file://${process.env.PAGES}/${name}.html`;
  const faults = [];
  page.on('pageerror', error => faults.push(`error: ${error.message}`));
  page.on('console', message => faults.push(`console: ${message.text()}`));
  page.on('dialog', dialog => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  context.on('request', request => {
    const own = request.url().startsWith(address) || request.url().startsWith('data:');
    if (!own) faults.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, faults, leave: () => context.close() };
}
