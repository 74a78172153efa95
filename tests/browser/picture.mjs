// The picture of a page for the README: node picture.mjs PAGE.html PICTURE.png HEIGHT
import { chromium } from 'playwright-core';
import { resolve } from 'node:path';

const [page, picture, height] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const tab = await browser.newPage({ viewport: { width: 1180, height: Number(height) } });
await tab.goto(`file://${resolve(page)}`);
await tab.screenshot({ path: picture });
await browser.close();
