import {existsSync} from 'node:fs'
import {pathToFileURL} from 'node:url'
import axe from 'axe-core'
import {type Browser, chromium as launcher, type Page} from 'playwright-core'
import {afterAll} from 'vitest'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Chromium, where it is installed. */
export const chromium = places.find((place) => existsSync(place))

/** The program of axe-core that is put into a page. */
export const axeSource = axe.source

/** One browser for all pages of a file. */
let browser: Promise<Browser> | undefined

afterAll(async () => (await browser)?.close())

/** How a page is looked at. */
export interface View {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
}

/** Opens a file in a browser, without network; everything the page asks for beside itself is in `requests`. */
export async function withPage<Value>(
  file: string,
  {width, colorScheme}: View,
  look: (page: Page, heard: {requests: string[]; errors: string[]}) => Promise<Value>,
): Promise<Value> {
  if (chromium === undefined) throw new Error('no Chromium here')
  browser ??= launcher.launch({
    executablePath: chromium,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const context = await (
    await browser
  ).newContext({viewport: {width, height: 900}, colorScheme, bypassCSP: true, offline: true})
  try {
    const page = await context.newPage()
    const heard = {requests: new Array<string>(), errors: new Array<string>()}
    const address = pathToFileURL(file).href
    page.on('request', (request) => {
      if (request.url() !== address) heard.requests.push(request.url())
    })
    page.on('dialog', (dialog) => heard.errors.push(dialog.message()))
    page.on('pageerror', (error) => heard.errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') heard.errors.push(message.text())
    })
    await page.goto(address)
    return await look(page, heard)
  } finally {
    await context.close()
  }
}
