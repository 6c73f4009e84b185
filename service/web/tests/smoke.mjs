// Demonstrates: the built page, over a real workspace, in a real browser, with no request leaving this machine.
//
//   npm run smoke -- <workspace>        or WORKSPACE=... npm run smoke
//   LIBGRID_SERVICE=<libgrid-service>   the program; default: beside LIBGRID (the command line), else the newest built
//   LIBGRID_CHROMIUM=/usr/bin/chromium
//
// Starts libgrid-service on a free port. Prints one line per check and "N passed, N failed"; exit code 1 if any failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const web = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(web, '..', '..');
const workspace = resolve(process.argv[2] ?? process.env.WORKSPACE ?? join(root, 'out/boston/workspace'));
const program = process.env.LIBGRID_SERVICE ?? besideCommandLine() ?? newest(['release', 'ci', 'debug'].map((preset) => join(root, `build/${preset}/service/libgrid-service`)).filter(existsSync));
const screenshots = join(root, 'out/screenshots');
const patience = 90_000; // software rendering on a busy machine

const browserArguments = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

let city; // what /v1/summary says
const lowest = () => city.levels.length;
const areas = (level = lowest()) => `zones${level}-area`;

let passed = 0;
let failed = 0;

function check(what, good, detail = '') {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}${good || detail === '' ? '' : `: ${detail}`}`);
}

function besideCommandLine() {
  const found = process.env.LIBGRID && join(dirname(process.env.LIBGRID), '../service/libgrid-service');
  return found && existsSync(found) ? found : undefined;
}

function newest(files) {
  return files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? 'libgrid-service';
}

/** Resolves with the address that the service prints. */
function startService() {
  const service = spawn(program, [workspace, '--port', '0', '--web', join(web, 'dist')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = new Promise((resolvePromise, reject) => {
    let output = '';
    service.stdout.on('data', (bytes) => {
      output += bytes;
      const found = output.match(/serving (http:\/\/127\.0\.0\.1:\d+)/);
      if (found) resolvePromise(found[1]);
    });
    service.on('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
    service.on('error', reject);
  });
  return { service, address };
}

/** Everything the browser asks for; whatever is not this service is stopped and remembered. */
async function watch(context, page, address) {
  const leaving = [];
  const problems = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(`${address}/`) || url.startsWith('data:') || url.startsWith('blob:')) return route.continue();
    leaving.push(url);
    return route.abort();
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.hostname !== '127.0.0.1') leaving.push(request.url());
  });
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { leaving, problems };
}

const rendered = (page, ...layers) =>
  page.evaluate((names) => window.__map.queryRenderedFeatures({ layers: names }).length, layers);

/** Waits until the map has drawn at least `least` features of the layers. */
async function drawn(page, least, ...layers) {
  const enough = ([names, count]) =>
    window.__map?.isStyleLoaded() && window.__map.queryRenderedFeatures({ layers: names }).length >= count;
  await page.waitForFunction(enough, [layers, least], { timeout: patience }).catch(() => {});
  return rendered(page, ...layers);
}

const idle = (page) =>
  page.evaluate(() => new Promise((done) => (window.__map.loaded() ? done() : window.__map.once('idle', () => done()))));

async function shot(page, name) {
  await idle(page);
  await page.screenshot({ path: join(screenshots, `${city.city.code.toLowerCase()}_${name}.png`) });
}

/** The place nearest to the middle of the map that lies in a zone, in page pixels. */
const placeInAZone = (page, level = lowest()) =>
  page.evaluate((layer) => {
    const { clientWidth: width, clientHeight: height } = window.__map.getCanvas();
    for (let far = 0; far < height / 2; far += 12) {
      for (let angle = 0; angle < 6.28; angle += 0.5) {
        const x = width / 2 + far * Math.cos(angle);
        const y = height / 2 + far * Math.sin(angle);
        const here = window.__map.queryRenderedFeatures([x, y], { layers: [layer] });
        const onMap = document.elementFromPoint(x, y)?.classList.contains('maplibregl-canvas');
        if (here.length === 1 && onMap) return { x, y, code: here[0].properties.code };
      }
    }
    return { x: width / 2, y: height / 2, code: 'none' };
  }, areas(level));

async function zonesAndPanel(page) {
  check('zones of the lowest level are drawn', (await drawn(page, 4, areas())) >= 4);
  check('streets are drawn in the colours of their zones', (await drawn(page, 1, 'duties-main', 'duties-lanes')) >= 1);
  check('labels are drawn without glyph files', (await drawn(page, 1, `labels${lowest() - 1}-overview`, `labels${lowest()}`)) >= 1);
  await shot(page, 'map');
  const place = await placeInAZone(page);
  await page.mouse.click(place.x, place.y);
  await page.waitForSelector('#panel:not([hidden]) .posts li', { timeout: patience });
  const posts = await page.locator('#panel .posts li').allTextContents();
  check('a click on a zone shows its chain of posts, up to the city head', posts.length === lowest() + 1, posts.join(' | '));
  const code = await page.locator('#panel .zone strong').textContent();
  check('the panel names the zone that was clicked', code === place.code, `${code} for ${place.code}`);
  check('the clicked zone is outlined', (await drawn(page, 1, 'selected')) >= 1);
  await shot(page, 'panel');
}

async function languages(page) {
  const heading = () => page.locator('#panel h2').textContent();
  const before = await heading();
  await page.click('#language');
  check('switching the language changes the panel', before === 'Who is responsible' && (await heading()) === '由谁负责');
  check('and the page says so', (await page.getAttribute('html', 'lang')) === 'zh-CN');
  const left = await page.evaluate(() => {
    const controls = document.querySelector('#controls').cloneNode(true);
    controls.querySelectorAll('option').forEach((o) => o.remove()); // names in the data's own language
    return controls.textContent.match(/[A-Za-z]{4,}( [a-z]+)+/)?.[0] ?? '';
  });
  check('no English sentence is left in the controls', left === '', left);
  await shot(page, 'panel_zh');
  await page.click('#language');
  check('and back', (await heading()) === before);
  await page.keyboard.press('Escape');
  check('Escape closes the panel', await page.locator('#panel').isHidden());
}

async function reports(page) {
  check('no heat map before it is asked for', (await rendered(page, 'heat')) === 0);
  await page.check('#show-heat');
  check('the heat map appears', (await drawn(page, 1, 'heat')) >= 1);
  await shot(page, 'heat');
  const category = await page.evaluate(async () => {
    const all = (await (await fetch('/v1/categories')).json()).categories;
    return (all.find((c) => c.has_hotspots) ?? all[0]).category;
  });
  const answered = page.waitForResponse((r) => r.url().includes('/tiles/heat/') && r.url().includes('category='), { timeout: patience });
  await page.selectOption('#category', category);
  check('a category has a heat map of its own', (await answered).status() === 200, category);
  await page.uncheck('#show-heat');
  await page.waitForFunction(() => window.__map.queryRenderedFeatures({ layers: ['heat'] }).length === 0, null, { timeout: patience });
  check('the heat map goes again', (await rendered(page, 'heat')) === 0);
  if (await page.isEnabled('#show-hotspots')) {
    await page.check('#show-hotspots');
    check('significant hotspots are drawn', (await drawn(page, 1, 'hotspots-area')) >= 1);
    await shot(page, 'hotspots');
    await page.uncheck('#show-hotspots');
  }
}

async function levelsAndKeyboard(page) {
  for (let level = 1; level < lowest(); level++) {
    await page.check(`input[name=level][value="${level}"]`);
    check(`zones of level ${level} are drawn`, (await drawn(page, 2, areas(level))) >= 2);
    await page.waitForFunction((layer) => window.__map.queryRenderedFeatures({ layers: [layer] }).length === 0, areas(), { timeout: patience });
    check('and only they', (await rendered(page, areas())) === 0);
    await shot(page, `level${level}`);
    const place = await placeInAZone(page, level);
    await page.mouse.click(place.x, place.y);
    await page.waitForSelector('#panel:not([hidden]) .posts li', { timeout: patience });
    const posts = await page.locator('#panel .posts li').count();
    check('a click there answers for the zone of this level', posts === level + 1, `${posts} posts`);
    await page.keyboard.press('Escape');
  }
  await page.check(`input[name=level][value="${lowest()}"]`);
  await page.selectOption('#zone', { index: 1 });
  await page.waitForSelector('#panel:not([hidden]) .zone strong');
  const choice = await page.locator('#zone option:checked').textContent();
  check('a zone can be chosen without the mouse', choice.startsWith(await page.locator('#panel .zone strong').textContent()));
  await page.waitForFunction(() => !window.__map.isMoving(), null, { timeout: patience });
  check('lanes are drawn close up', (await drawn(page, 1, 'duties-lanes')) >= 1);
  await page.check('#show-blocks');
  check('blocks are drawn close up', (await drawn(page, 1, 'blocks')) >= 1);
  await shot(page, 'zone');
  await page.focus('.maplibregl-canvas');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#panel:not([hidden])', { timeout: patience });
  check('Enter asks for the middle of the map', await page.locator('#panel').isVisible());
  const unnamed = await page.evaluate(
    () => [...document.querySelectorAll('button, select, input, canvas')].filter(
      (e) => !(e.getAttribute('aria-label') || e.labels?.length || e.textContent.trim() || e.title)).length);
  check('every control has an accessible name', unnamed === 0, String(unnamed));
}

async function phone(browser, address) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', deviceScaleFactor: 2 });
  const page = await context.newPage();
  const watched = await watch(context, page, address);
  await page.goto(address);
  check('a Chinese browser gets the Chinese page', (await page.getAttribute('html', 'lang')) === 'zh-CN');
  check('zones are drawn on a phone', (await drawn(page, 4, areas())) >= 4);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  check('nothing is wider than the phone', width <= 390, `${width} px`);
  const place = await placeInAZone(page);
  await page.mouse.click(place.x, place.y);
  await page.waitForSelector('#panel:not([hidden]) .posts li', { timeout: patience });
  await shot(page, 'phone_zh');
  await context.close();
  return watched;
}

async function run() {
  if (!existsSync(join(web, 'dist/index.html'))) throw new Error('build the page first: npm run build');
  mkdirSync(screenshots, { recursive: true });
  const { service, address: starting } = startService();
  const profile = mkdtempSync(join(tmpdir(), 'libgrid-smoke-'));
  let browser;
  try {
    const address = await starting;
    city = await (await fetch(`${address}/v1/summary`)).json();
    browser = await chromium.launch({
      executablePath: process.env.LIBGRID_CHROMIUM ?? '/usr/bin/chromium',
      args: browserArguments,
      env: { ...process.env, HOME: profile },
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const watched = await watch(context, page, address);
    await page.goto(address);
    await zonesAndPanel(page);
    const attribution = await page.locator('#attribution').textContent();
    check('the data licence is on the map', attribution.length > 10 && attribution === city.attribution, attribution);
    check('invented data are labelled, real ones are not', (await page.locator('#synthetic').isVisible()) === city.synthetic);
    await languages(page);
    await reports(page);
    await levelsAndKeyboard(page);
    const onPhone = await phone(browser, address);
    const leaving = [...watched.leaving, ...onPhone.leaving];
    const problems = [...watched.problems, ...onPhone.problems];
    check('no request left 127.0.0.1', leaving.length === 0, leaving.join(' '));
    check('no error on the console, no failed request', problems.length === 0, problems.slice(0, 5).join(' || '));
  } finally {
    await browser?.close();
    service.removeAllListeners('exit');
    const ended = new Promise((done) => service.once('exit', (code) => done(code)));
    if (service.exitCode === null && service.kill('SIGTERM')) check('the service stops when asked', (await ended) === 0);
    rmSync(profile, { recursive: true, force: true });
  }
}

await run().catch((error) => check('the smoke test runs to its end', false, String(error?.stack ?? error)));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
