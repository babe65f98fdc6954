// Drives the system's Chromium over the try-out page: node page.js SCENARIO ADDRESS CHROMIUM [FOLDER FOR PICTURES]
const path = require('path');
const fs = require('fs');
const { chromium } = require('playwright-core');

const [scenario, address, executablePath, pictures] = process.argv.slice(2);
const SLOW = 60000;

function expect(holds, what) {
  if (!holds) throw new Error(`expected ${what}`);
}

async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW);
  page.faults = [];
  page.on('pageerror', error => page.faults.push(error.message));
  page.on('console', message => { if (message.type() === 'error') page.faults.push(message.text()); });
  page.on('request', request => { if (new URL(request.url()).origin !== new URL(address).origin) page.faults.push(`asked ${request.url()}`); });
  page.on('dialog', dialog => { page.faults.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address);
  await page.locator('.message .text', { hasText: 'Welcome!' }).waitFor();
  return page;
}

async function say(page, text) {
  await page.locator('#write').fill(text);
  await page.keyboard.press('Enter');
}

const be = (page, name) => page.locator('.people label', { hasText: name }).click();
const last = page => page.locator('#messages .message').last();
const picture = (page, name) => pictures ? page.screenshot({ path: path.join(pictures, name) }) : null;

async function menu(page, message, entry) {
  await message.hover();
  await message.locator('.more').click();
  await page.locator('#popup').getByRole('menuitem', { name: entry }).click();
}

async function accessible(page, what) {
  await page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') + ';0');
  const wrong = await page.evaluate(async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
    .map(v => `${v.impact}: ${v.id} at ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')}`));
  expect(wrong.length === 0, `no violation in ${what}, found:\n${wrong.join('\n')}`);
}

const scenarios = {
  async ask(page) {
    await say(page, '@PaperBot What word error rate does Windfield reach on GustBench?');
    const answer = page.locator('.message', { hasText: '21.4%' }).last();
    await answer.waitFor();
    await answer.getByRole('button', { name: 'Evidence' }).click();
    const evidence = page.locator('.message.private', { hasText: 'word for word' }).last();
    await evidence.waitFor();
    expect(await evidence.locator('blockquote').count() > 0, 'the words as a quotation');
    await be(page, 'Jonas');
    await page.locator('.message', { hasText: '21.4%' }).last().waitFor();
    await page.locator('.message.private').first().waitFor({ state: 'detached' });
  },

  async guide(page) {
    await page.getByRole('button', { name: /^💬 1 · / }).click();
    await page.locator('.message', { hasText: '38.6%' }).last().waitFor();
    await page.getByRole('button', { name: /2 · / }).click();
    await page.locator('.message', { hasText: 'does not state which languages' }).last().waitFor();
    await page.getByRole('button', { name: /3 · / }).click();
    await page.locator('.message.private', { hasText: 'Evidence of answer' }).last().waitFor();
    await page.getByRole('button', { name: /4 · / }).click();
    await page.locator('.message.private', { hasText: 'Why:' }).first().waitFor();
  },

  async command(page) {
    await page.locator('#write').pressSequentially('/pap');
    await page.locator('#choices [aria-selected="true"]', { hasText: '/paper' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#option-paper').pressSequentially('windf');
    await page.locator('#choices-paper [role="option"]', { hasText: 'Windfield' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('.message', { hasText: 'Mina used /paper' }).filter({ hasText: 'Synthetic Weather' }).waitFor();
    await say(page, '/nosuch thing');
    await page.locator('#notice', { hasText: 'no command /nosuch' }).waitFor();
  },

  async modal(page) {
    await say(page, '@PaperBot What word error rate does Windfield reach on GustBench?');
    const answer = page.locator('.message', { hasText: '21.4%' }).last();
    await answer.getByRole('button', { name: 'Not good' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await answer.getByRole('button', { name: 'Follow-up' }).click();
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.locator('.wrong', { hasText: 'has to be filled in' }).waitFor();
    await dialog.locator('textarea, input').first().fill('and who are its authors?');
    const before = await page.locator('#messages .message').count();
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.waitForFunction(n => document.querySelectorAll('#messages .message').length > n, before);
  },

  async thread(page) {
    await say(page, 'Who knows Keyring?');
    const mine = page.locator('.message', { hasText: 'Who knows Keyring?' }).last();
    await menu(page, mine, 'Start a thread');
    await page.locator('dialog[open] input').fill('Keyring');
    await page.keyboard.press('Enter');
    await page.locator('#side').waitFor();
    await page.locator('#thread-write').fill('@PaperBot What does Keyring do?');
    await page.keyboard.press('Enter');
    await page.locator('#thread-messages .message', { hasText: 'Sources' }).waitFor();
    await menu(page, mine, 'React with 🎉');
    await mine.getByRole('button', { name: '🎉, 1 reaction' }).waitFor();
    await page.locator('#thread-close').click();
    await mine.getByRole('button', { name: /see thread/ }).click();
    await page.locator('#thread-messages .message', { hasText: 'Sources' }).waitFor();
  },

  async drop(page) {
    await be(page, 'Olga');
    const listing = 'Tidegate: Locks That Learn the Moon\n'
      + 'Harbour locks open by almanac. Tidegate learns from 9 years of tides when to open and saves 14% of the pumping in spring.\n'
      + 'Saltbell: Hearing Buoys in Fog\n'
      + 'Fog hides buoys from cameras. Saltbell finds them by their bells with 3 microphones and misses 2 of 60 in thick fog.\n';
    const form = page.locator('.form[aria-label="/add"]', { hasText: 'harbour.txt is attached' });

    // Until the bot has told Discord its commands there is nothing that would take the file.
    for (let tries = 0; tries < 40 && !await form.count(); tries++) {
      await page.evaluate(text => {
        const given = new DataTransfer();
        given.items.add(new File([text], 'harbour.txt', { type: 'text/plain' }));
        for (const type of ['dragenter', 'dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: given }));
      }, listing);
      await page.waitForTimeout(1000);
    }

    await form.getByRole('button', { name: 'Send' }).click();
    await page.locator('.message.private', { hasText: 'harbour.txt: 2 added' }).waitFor();
  },

  async digest(page) {
    await page.locator('#digest').click();
    await page.locator('.message:not(.private)', { hasText: 'Why:' }).first().waitFor();
  },

  async hostile(page) {
    const text = '<img src=x onerror=alert(1)> <script>alert(2)</script> [go](javascript:alert(3)) [x](https://a.b"onclick=alert(4)) **bold** ||told||';
    await say(page, text);
    const mine = page.locator('.message', { hasText: '<script>alert(2)</script>' }).last();
    await mine.waitFor();
    expect(await mine.locator('img, script, iframe, a[href^="javascript"], [onclick]').count() === 0, 'no element made of what was typed');
    expect(await mine.locator('strong').innerText() === 'bold', 'Markdown');
    await say(page, `@PaperBot ${text}`);
    await page.locator('.message .tag').nth(1).waitFor();
    await page.waitForTimeout(500);
  },

  async stream(page) {
    // The test writes a message and edits it while this looks on.
    const message = page.locator('.message', { hasText: 'draft 1' });
    await message.waitFor();
    const id = await message.getAttribute('id');
    console.log('watching');
    for (const step of [2, 3, 4]) {
      await page.locator(`#${id}`, { hasText: `draft ${step}` }).waitFor();
      const end = await page.evaluate(() => { const list = document.getElementById('messages'); return list.scrollHeight - list.scrollTop - list.clientHeight; });
      expect(end < 40, `the end in view at step ${step}, was ${end} px away`);
    }
    await page.locator(`#${id} .edited`).waitFor();
    expect(await page.locator(`#${id}`).count() === 1, 'one message');
    // Whoever reads further up is not moved.
    await page.evaluate(() => { document.getElementById('messages').scrollTop = 40; });
    console.log('scrolled');
    await page.locator(`#${id}`, { hasText: 'draft 6' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.getElementById('messages').scrollTop) === 40, 'no jump while reading');
  },

  async reload(page) {
    await say(page, 'before the reload');
    await page.locator('.message', { hasText: 'before the reload' }).first().waitFor();
    await be(page, 'Jonas');
    await page.reload();
    await page.locator('.message', { hasText: 'before the reload' }).first().waitFor();
    expect(await page.locator('.people input:checked').evaluate(i => i.parentElement.textContent.includes('Jonas')), 'Jonas after the reload');
    await page.context().setOffline(true);
    await page.evaluate(() => fetch('state').catch(() => {}));
    await page.context().setOffline(false);
    await say(page, 'and after it');
    await page.locator('.message', { hasText: 'and after it' }).first().waitFor();
    page.faults = page.faults.filter(f => !f.includes('ERR_INTERNET_DISCONNECTED'));
  },

  async restart(page) {
    await say(page, 'still here?');
    await page.getByRole('button', { name: 'Restart the bot' }).click();
    await page.locator('#bot', { hasText: 'offline' }).waitFor();
    await page.locator('#stage-steps', { hasText: 'The bot is back' }).waitFor();
    await page.locator('#stage-close').click();
    await page.locator('#bot', { hasText: 'online' }).waitFor();
    await page.locator('.message', { hasText: 'still here?' }).first().waitFor();
    expect(await page.locator('.message .text', { hasText: 'Welcome!' }).count() === 1, 'one welcome');
  },

  async pictureless(page) {
    const place = page.locator('.message', { hasText: 'Figure 2' }).locator('.elsewhere');
    await place.first().waitFor();
    const texts = await place.allInnerTexts();
    expect(texts.length === 2 && texts.some(t => t.includes('A curve that rises') && t.includes('not loaded here')), `both places, with words, were ${texts}`);
    const links = await place.locator('a').evaluateAll(all => all.map(a => `${a.href} ${a.rel}`));
    expect(links.join() === 'https://pictures.example/a.png noopener noreferrer', `one way to it, were ${links}`);
    expect(await page.locator('.message', { hasText: 'Figure 2' }).locator('img').count() === 0, 'no picture from elsewhere');
    await accessible(page, 'a picture from elsewhere');
    await picture(page, 'elsewhere.png');
  },

  async comeback(page) {
    // The test kills the program meanwhile and starts it anew.
    const texts = () => page.locator('#messages .message').evaluateAll(all => all.map(m => `${m.id} ${m.querySelector('.text').textContent}`));
    await be(page, 'Jonas');
    await page.locator('#channels button', { hasText: 'lounge' }).click();
    await page.locator('#title', { hasText: 'lounge' }).waitFor();
    await say(page, Array.from({ length: 60 }, (_, i) => `line ${i + 1}`).join('\n'));
    await page.locator('.message', { hasText: 'line 60' }).waitFor();
    await page.waitForFunction(() => document.getElementById('write').value === '');
    await say(page, '@PaperBot What does Keyring do?');
    await page.locator('.message', { hasText: 'Sources' }).last().waitFor();
    const before = await texts();
    await page.waitForTimeout(1300);
    await page.locator('#write').fill('half a question');
    await page.evaluate(() => { document.getElementById('messages').scrollTop = 60; });
    console.log('gone');
    await page.locator('#lost', { hasText: 'tried again by itself' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#notice', { hasText: 'nothing was sent' }).waitFor();
    await page.locator('#lost', { hasText: /PaperBot is not running; .* Start it again with: .\/run try --keep \// }).waitFor();
    await picture(page, 'gone.png');
    const looked = page.waitForResponse(answer => answer.url().includes('/state') && answer.ok());
    console.log('missed');
    await looked;
    await page.locator('#lost').waitFor({ state: 'hidden' });
    await page.locator('#bot', { hasText: 'online' }).waitFor();
    expect((await texts()).join('|') === before.join('|'), 'the same messages, each once');
    expect(await page.locator('#title').innerText() === '# lounge', 'the same channel');
    expect(await page.locator('#write').inputValue() === 'half a question', 'the typed text');
    expect(await page.evaluate(() => document.activeElement.id) === 'write', 'the focus in the box');
    expect(await page.evaluate(() => document.getElementById('messages').scrollTop) === 60, 'no jump');
    expect(await page.locator('.people input:checked').evaluate(i => i.parentElement.textContent.includes('Jonas')), 'Jonas still');
    await picture(page, 'back.png');
    await say(page, '@PaperBot What word error rate does Windfield reach on GustBench?');
    await page.locator('.message', { hasText: '21.4%' }).last().waitFor();
    page.faults = page.faults.filter(f => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|status of 503/.test(f));
  },

  async permissions(page) {
    await page.locator('#write').fill('/add');
    await page.locator('#write').press('Space');
    await page.waitForTimeout(600);
    expect(await page.locator('#choices [role="option"]', { hasText: '/add' }).count() === 0, 'no /add for a reader');
    await page.locator('#write').fill('');
    await be(page, 'Olga');
    await page.locator('.people input:checked').waitFor();
    await page.waitForTimeout(300);
    await page.locator('#write').pressSequentially('/add');
    await page.locator('#choices [role="option"]', { hasText: '/add' }).first().waitFor();
  },

  async accessible(page) {
    await page.getByRole('button', { name: /1 · / }).click();
    await page.locator('.message', { hasText: '38.6%' }).last().waitFor();
    await page.getByRole('button', { name: /3 · / }).click();
    await page.locator('.message.private').last().waitFor();
    await accessible(page, 'light');
    await page.locator('#theme').click();
    await accessible(page, 'dark');
    await page.locator('#write').pressSequentially('/');
    await page.locator('#choices [role="option"]').first().waitFor();
    await accessible(page, 'the list of commands');
    await page.keyboard.press('Escape');
    await page.locator('#write').fill('');
    await page.getByRole('button', { name: 'Follow-up' }).last().click();
    await page.locator('dialog[open]').waitFor();
    await accessible(page, 'a form');
  },

  async keyboard(page) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement.textContent) === 'Skip to the message box', 'the skip link first');
    await page.keyboard.press('Enter');
    await page.keyboard.type('@Pap');
    await page.locator('#choices [aria-selected="true"]', { hasText: '@PaperBot' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('What does Keyring do?');
    await page.keyboard.press('Enter');
    await page.locator('.message', { hasText: 'Sources' }).last().waitFor();
    const more = page.locator('.message .more').first();
    await more.focus();
    await page.keyboard.press('Enter');
    await page.locator('#popup').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    expect(await more.evaluate(b => b === document.activeElement), 'the focus back where it was');
  },

  async phone(page, browser) {
    for (const width of [360, 768, 1600]) {
      const narrow = await open(browser, { viewport: { width, height: 720 } });
      expect(await narrow.evaluate(() => document.documentElement.scrollWidth) === width, `no scrolling sideways at ${width} px`);
      if (width === 360) {
        await narrow.locator('#menu').click();
        await narrow.locator('#channels button', { hasText: 'lounge' }).click();
        await narrow.locator('#title', { hasText: 'lounge' }).waitFor();
        await narrow.locator('#menu').click();
        await accessible(narrow, 'the menu of a phone');
      }
      expect(narrow.faults.length === 0, `no fault, found ${narrow.faults.join('; ')}`);
    }
  },

  async pictures(page, browser) {
    const see = async (name, options) => {
      const shown = await open(browser, options);
      await shown.evaluate(() => { document.getElementById('messages').scrollTop = 0; });
      await picture(shown, name);
    };
    await scenarios.guide(page);
    const size = { width: 1280, height: 800 };
    await picture(page, 'all.png');
    await see('try-light.png', { viewport: size, colorScheme: 'light' });
    await see('try-dark.png', { viewport: size, colorScheme: 'dark' });
    await see('try-phone.png', { viewport: { width: 390, height: 800 } });
  },
};

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await open(browser);
    await scenarios[scenario](page, browser);
    // A refusal shows in the console too, as every answer does that is no success.
    page.faults = page.faults.filter(f => !f.includes('status of 422'));
    expect(page.faults.length === 0, `no fault of the page, found: ${page.faults.join('; ')}`);
    console.log('well');
  } catch (failed) {
    console.log(failed.stack);
    console.log(await browser.contexts()[0]?.pages()[0]?.locator('body').innerText().catch(() => ''));
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
})();
