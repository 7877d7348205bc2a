import axe from 'axe-core';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, ElementHandle, Locator, Page } from 'puppeteer-core';
import { numberOnShow, settled } from './picture-on-show.js';

/** The folder for screenshots; without it there are none. */
const SCREENSHOTS = process.env['SCREENSHOTS'];

/** An open page, and its complaints. */
export class Visit {
  /** Errors and warnings of the console, uncaught errors, and violations of the content policy. */
  readonly complaints: string[] = [];
  readonly hosts = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly name: string,
  ) {
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      // The browser's own controls use data: URLs.
      if (protocol !== 'data:') this.hosts.add(host);
    });
  }

  static async open(browser: Browser, url: string, width = 1280, height = 900): Promise<Visit> {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.setViewport({ width, height });
    const engine = (await browser.version()).split('/')[0]!.replace('Headless', '').toLowerCase();
    const visit = new Visit(page, engine);
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', (violation) =>
        console.error(`content policy: ${violation.violatedDirective} ${violation.blockedURI}`),
      );
    });
    const answer = await page.goto(url);
    if (!answer?.ok()) throw new Error(`${answer?.status()} for ${url}`);
    return visit;
  }

  /** Waits for the element with this accessible role and name. */
  get(role: string, name: string): Promise<ElementHandle<Element>> {
    return this.named(role, name).waitHandle();
  }

  /** Waits until the element is visible, enabled and no longer moving, and clicks on it. */
  async press(role: string, name: string): Promise<void> {
    await this.named(role, name).click();
  }

  private named(role: string, name: string): Locator<Element> {
    return this.page.locator(`::-p-aria([role="${role}"][name="${name}"])`);
  }

  /** Waits until the status of the player contains these words. */
  async says(words: string): Promise<void> {
    await this.page.waitForFunction(
      (text) => document.querySelector('.evp [role=status]')?.textContent.includes(text),
      {},
      words,
    );
  }

  /** Waits until the video can show the frame at its current time. */
  async video(): Promise<ElementHandle<HTMLVideoElement>> {
    const video = await this.page.waitForSelector('video');
    await video!.evaluate(settled);
    return video!;
  }

  /** The number in the picture that the video shows. */
  async frame(): Promise<number> {
    return (await this.video()).evaluate(numberOnShow);
  }

  async seek(seconds: number): Promise<void> {
    const video = await this.video();
    await video.evaluate((element, time) => {
      element.currentTime = time;
    }, seconds);
  }

  /** The accessibility problems that axe finds. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const { axe: run } = window as unknown as { axe: typeof axe };
      const { violations } = await run.run();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  }

  /** Top and height of each of the player's rows. */
  rows(): Promise<number[][]> {
    return this.page.$$eval('.evp-rows > *', (rows) =>
      rows.map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return [top, height].map(Math.round);
      }),
    );
  }

  async photograph(state: string): Promise<void> {
    if (!SCREENSHOTS) return;
    await mkdir(SCREENSHOTS, { recursive: true });
    const path = join(SCREENSHOTS, `${state}-${this.name}.png`) as `${string}.png`;
    await this.page.screenshot({ path });
  }
}
