// What the report page does in a real browser.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { close, NARROW, open, start, WIDE } from './browser.mjs';

const axe = createRequire(import.meta.url)('axe-core').source;

before(start);
after(close);

// A test on a page, which afterwards has shown no fault.
function on(name, options, title, body) {
  test(title, async () => {
    const { page, faults, leave } = await open(name, options);
    try {
      await body(page);
      assert.deepEqual(faults, []);
    } finally {
      await leave();
    }
  });
}

const words = page => page.textContent('#round-words');
const layers = page => page.$$eval('#picture > g:has(> g)', all => all.map(one => one.className.baseVal));
const places = page => page.$$eval('#people circle', all =>
  all.map(one => one.getAttribute('cx') + ' ' + one.getAttribute('cy')));

on('five', {}, 'the slider moves through the rounds, with the keyboard and without moving anybody',
  async page => {
    assert.match(await words(page), /^Round 5: 37 pairs, 20 met/);
    const before = await places(page);
    await page.focus('#round');
    await page.keyboard.press('ArrowLeft');
    assert.match(await words(page), /^Round 4: /);
    assert.equal(await page.getAttribute('#round', 'aria-valuetext'), 'Round 4');
    assert.deepEqual(await layers(page), ['earlier', 'earlier', 'earlier', 'now', 'later']);
    await page.keyboard.press('Home');
    assert.match(await words(page), /^Round 1: /);
    assert.deepEqual(await layers(page), ['now', 'later', 'later', 'later', 'later']);
    assert.equal(await page.locator('#people circle:visible').count(), 92);
    assert.equal(await page.locator('#people .joined').count(), 92);
    assert.deepEqual(await places(page), before);
    assert.match(await page.textContent('a[aria-current=true]'), /Round 1/);
  });

on('five', {}, 'the script draws the latest round as the page has it without a script',
  async page => {
    const looks = () => page.$$eval('#people circle', all => all.map(one => one.className.baseVal));
    const drawn = await looks();
    const { page: still, leave } = await open('five', { javaScriptEnabled: false });
    const written = await still.locator('#people circle').evaluateAll(all =>
      all.map(one => one.className.baseVal));
    await leave();
    assert.deepEqual(drawn, written);
  });

on('five', {}, 'play runs from the first round, stops when told to and at the end', async page => {
  await page.clock.install();
  await page.click('#play');
  assert.equal(await page.textContent('#play'), 'Stop');
  assert.match(await words(page), /^Round 1: /);
  await page.clock.runFor(1500);
  assert.match(await words(page), /^Round 2: /);
  await page.click('#play');
  assert.equal(await page.textContent('#play'), 'Play');
  await page.clock.runFor(10_000);
  assert.match(await words(page), /^Round 2: /);
  await page.click('#play');
  await page.clock.runFor(60_000);
  assert.match(await words(page), /^Round 5: /);
  assert.equal(await page.textContent('#play'), 'Play');
});

on('five', { reducedMotion: 'reduce' }, 'finding a person highlights them and tells of their conversations', async page => {
  await page.fill('#find', 'eleri tegid');
  assert.equal(await page.locator('#people .found').count(), 1);
  assert.match(await page.textContent('#found'), /^Eleri Tegid:.*Round \d: .*, (met|did not meet)/);
  const lines = await page.locator('#marked path').count();
  assert.equal(await page.locator('#found li').count(), lines, 'each has its line');
  await page.fill('#find', 'ZAJAC');
  assert.match(await page.textContent('#found'), /Zając/, 'accents and case do not matter');
  await page.fill('#find', 'a');
  assert.ok(await page.locator('#people .found').count() > 20);
  await page.fill('#find', 'nobody at all');
  assert.equal(await page.textContent('#found'), 'Nobody of that name.');
  assert.equal(await page.locator('#people .found').count(), 0);
  await page.fill('#find', '');
  assert.equal(await page.textContent('#found'), '');
  await page.locator('#people circle').first().click({ force: true });
  assert.notEqual(await page.inputValue('#find'), '', 'a click finds as well');
});

on('five', {}, 'earlier rounds and blue lines can be hidden', async page => {
  await page.uncheck('#earlier');
  assert.equal(await page.locator('#picture > .earlier:visible').count(), 0);
  const stroke = () => page.$eval('.now .met', one => getComputedStyle(one).stroke);
  assert.notEqual(await stroke(), 'rgba(0, 0, 0, 0)');
  await page.check('#only-red');
  const met = await page.$eval('#picture .now .met', one => getComputedStyle(one).stroke);
  assert.equal(met, 'rgba(0, 0, 0, 0)');
});

on('five', { reducedMotion: 'reduce' }, 'people are coloured by a column, and its groups are told', async page => {
  assert.equal(await page.locator('#people [class*=" c"]').count(), 0);
  await page.selectOption('#colour', { label: 'sector' });
  assert.equal(await page.locator('#people [class*=" c"]').count(), 116);
  assert.match(await page.textContent('#groups'), /charity \(28\)/);
});

on('five', { reducedMotion: 'reduce' }, 'the picture is zoomed, moved and shown whole again', async page => {
  const view = async () => (await page.getAttribute('#picture', 'viewBox')).split(' ').map(Number);
  const whole = await view();
  await page.click('[data-zoom="0.7"]');
  const near = await view();
  assert.ok(whole[2] > near[2]);
  await page.evaluate(() => document.getElementById('picture').scrollIntoView());
  const { x, y } = await page.locator('#picture').boundingBox();
  await page.mouse.move(x + 300, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + 240, y + 260, { steps: 4 });
  await page.mouse.up();
  assert.ok((await view())[0] > near[0]);
  assert.equal(await page.inputValue('#find'), '', 'dragging finds nobody');
  await page.focus('#picture');
  await page.keyboard.press('0');
  assert.deepEqual(await view(), whole);
});

on('five', { viewport: NARROW, hasTouch: true, isMobile: true, reducedMotion: 'reduce' },
  'a finger near a person tells who it is', async page => {
    const dot = page.locator('#people circle').nth(3);
    await dot.scrollIntoViewIfNeeded();
    const { x, y } = await dot.boundingBox();
    await page.touchscreen.tap(x + 8, y + 8);
    assert.ok(await page.isVisible('#tip'));
    assert.match(await page.textContent('#tip'), /: (took part|joined|not in this round), (met|has met)/);
  });

on('five', { reducedMotion: 'reduce' }, 'somebody is shown with their neighbourhood alone', async page => {
  await page.fill('#find', 'eleri tegid');
  await page.check('#ego');
  const visible = await page.locator('#people circle:visible').count();
  assert.equal(visible, 1 + await page.locator('#people .near').count());
  assert.equal(await page.locator('#picture > .earlier:visible').count(), 0);
  await page.fill('#find', '');
  await page.check('#alone');
  assert.match(await page.textContent('#found'), /people have met nobody so far/);
});

on('five', {}, 'cards, chart and tables hold their figures as files', async page => {
  const download = page.waitForEvent('download');
  await page.click('.chart .data a');
  assert.equal((await download).suggestedFilename(), 'rounds.csv');
});

on('five', { viewport: { width: 390, height: 800 } }, 'on a phone every remedy can be seen at once', async page => {
  const cut = await page.$$eval('table', tables => tables.flatMap(table => {
    const frame = table.parentNode.getBoundingClientRect();
    return [...table.querySelectorAll('th')]
      .filter(cell => /what may help|which is|met of all/.test(cell.textContent))
      .filter(cell => cell.getBoundingClientRect().right > frame.right + 1)
      .map(cell => cell.textContent);
  }));
  assert.deepEqual(cut, []);
});

for (const name of ['none', 'one', 'few', 'large', 'crowd']) {
  for (const viewport of [WIDE, NARROW]) {
    on(name, { viewport, reducedMotion: 'reduce' }, `${name}: axe-core finds nothing at ${viewport.width} px`,
      async page => {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= viewport.width, `${wide} px wide`);
      });
  }
}

on('large', {}, 'two years of 400 people are small, as a page and on paper', async page => {
  assert.ok(250_000 > statSync(`${process.env.PAGES}/large.html`).size);
  assert.ok(3_000_000 > (await page.pdf({ format: 'A4' })).length);
});

on('five', {}, 'the gallery selects a round', async page => {
  await page.click('[data-round="1"]');
  assert.match(await words(page), /^Round 2: /);
  assert.equal(await page.inputValue('#round'), '1');
  await page.focus('[data-round="2"]');
  await page.keyboard.press('Enter');
  assert.match(await words(page), /^Round 3: /);
});

on('five', {}, 'outcomes are told apart without colour', async page => {
  const dashes = await page.evaluate(() => ['met', 'not-met', 'not-confirmed'].map(outcome =>
    getComputedStyle(document.querySelector('#picture .now .' + outcome)).strokeDasharray));
  assert.equal(dashes[0], 'none');
  assert.equal(new Set(dashes).size, 3);
});

on('five', { javaScriptEnabled: false }, 'without script the latest round and the tables show',
  async page => {
    assert.ok(await page.isVisible('#picture .now .met'));
    assert.ok(await page.isVisible('text=did not meet'));
    assert.ok(!await page.isVisible('#controls'));
    assert.ok(await page.locator('table:visible').count() >= 6);
  });

on('five', {}, 'on paper there is nothing to click', async page => {
  await page.emulateMedia({ media: 'print' });
  assert.ok(!await page.isVisible('#controls'));
  assert.ok(await page.isVisible('#picture'));
});

on('nasty', {}, 'names stay text', async page => {
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.title().then(title => title.includes('<script>')), true);
  await page.fill('#find', '<script>');
  assert.match(await page.textContent('#found'), /<script>window\.broken/);
  assert.equal(await page.locator('img').count(), 0);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.ok(!(await page.content()).includes('@nasty'));
});

on('nameless', {}, 'a page without names finds people by number', async page => {
  await page.fill('#find', 'Person 17');
  assert.equal(await page.locator('#people .found').count(), 1);
  assert.ok(!(await page.content()).includes('Eleri'));
});

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [WIDE, NARROW]) {
    on('five', { viewport, colorScheme, reducedMotion: 'reduce' },
      `axe-core finds nothing at ${viewport.width} px in ${colorScheme}, and nothing overflows`,
      async page => {
        await page.evaluate(axe);
        for (const name of ['', 'eleri']) {
          await page.fill('#find', name);
          const { violations } = await page.evaluate(() => window.axe.run());
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= viewport.width, `${wide} px wide`);
      });
  }
}
