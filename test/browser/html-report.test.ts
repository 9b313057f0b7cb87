import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium } from '../support/chromium.ts'
import { makeScratchFolder } from '../support/scratch-folder.ts'
import { ROOT } from '../support/repository.ts'

const project = makeScratchFolder({
  // What a page must not take for its own.
  'src/<b>&"\'.js': "const seen = new Map() // </script><script>document.title = 'broken'</script>\nserver.on('request', (request) => {\n  seen.set(request.id, '<img src=x>')\n})\n",
  'server/topics.js': "const topics = new Map()\nserver.on('connection', (connection) => {\n  topics.set(connection.id, { name: connection.name })\n})\n",
  'bad.js': 'const = ;\n',
})
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
const errors: string[] = []

/** A report in a page of this size and colour scheme; what the page complains of is kept. */
async function openReport(path: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => { if (!request.url().startsWith('file:')) errors.push(`asks for ${request.url()}`) })
  await page.goto(pathToFileURL(path).href)
  return page
}

/** The names of the rules of accessibility that the page breaks. The page's own policy keeps scripts out, so axe comes by the protocol. */
async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return await page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await here.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  })
}

const shown = (page: Page): Promise<string[]> => page.locator('.finding:visible h3').allTextContents()

const OWN = join(project.path, 'report.html')
const EXAMPLE = join(project.path, 'example.html')

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  expect((await project.scan('src', 'server', 'bad.js', '--format', 'html', '-o', 'report.html')).exitCode).toBe(1)
  expect((await project.scan(join(ROOT, 'docs/example/leaky'), '--preset', 'strict', '--format', 'html', '-o', 'example.html')).exitCode).toBe(1)
})
afterAll(async () => {
  await browser.close()
  project.remove()
})

describe('the HTML report', () => {
  it.each([
    ['light', 1280, OWN], ['dark', 1280, OWN], ['light', 360, OWN], ['light', 1280, EXAMPLE], ['dark', 360, EXAMPLE],
  ] as const)('is accessible and fits: %s, %d pixels wide, %s', async (scheme, width, path) => {
    const page = await openReport(path, width, scheme)
    await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    expect(await violationsIn(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    await page.close()
  })

  it('shows code and names as they are, whatever they hold', async () => {
    const page = await openReport(OWN)
    expect(await page.title()).toBe('Memory leaks: 2 reports')
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.locator('pre').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining("</script><script>document.title = 'broken'")]))
    expect(await page.locator('.place a').allTextContents()).toEqual(expect.arrayContaining(['src/<b>&"\'.js:1']))
    expect(await page.locator('section').textContent()).toContain('bad.js: Could not be parsed')
    await page.close()
  })

  it('links each step to its file', async () => {
    const page = await openReport(OWN)
    const links = await page.evaluate<string[]>("[...document.querySelectorAll('.step a')].map((link) => link.getAttribute('href'))")
    expect(links).toContain('server/topics.js#L3')
    await page.close()
  })

  it('filters by rule, folder and certainty, and tells how many are shown', async () => {
    const page = await openReport(EXAMPLE)
    const all = await shown(page)
    await page.getByLabel('Rule').selectOption('no-unbounded-module-collection')
    const ofRule = await shown(page)
    expect(ofRule.length).toBeGreaterThan(0)
    expect(ofRule.length).toBeLessThan(all.length)
    expect(await page.getByRole('status').textContent()).toBe(`${String(ofRule.length)} of ${String(all.length)} shown`)
    await page.getByLabel('Folder').selectOption({ index: 1 })
    await page.getByLabel('Certainty').selectOption('proven')
    expect((await shown(page)).length).toBeLessThan(ofRule.length)
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect.poll(() => shown(page)).toEqual(all)
    await page.close()
  })

  it('can be used by the keyboard alone', async () => {
    const page = await openReport(EXAMPLE)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate("document.activeElement.closest('.picture') !== null")).toBe(true)
    // The second finding's code is folded away until a box leads to it.
    const box = page.locator('.finding').nth(1).locator('.picture a').nth(2)
    const step = page.locator('.finding').nth(1).locator('.step').nth(2)
    expect(await step.isVisible()).toBe(false)
    await box.focus()
    await page.keyboard.press('Enter')
    expect(await step.isVisible()).toBe(true)
    expect(await page.evaluate('document.activeElement.id')).toBe(await step.getAttribute('id'))
    await page.close()
  })

  it('names its parts for those who hear it', async () => {
    const page = await openReport(OWN)
    const tree = await page.locator('body').ariaSnapshot()
    for (const part of ['heading "2 possible memory leaks" [level=1]', 'form "Filter the findings"', 'combobox "Rule"', 'list "How it grows"', 'status: 2 of 2 shown']) expect(tree).toContain(part)
    await page.close()
  })

  it('asks for nothing else and complains of nothing', () => {
    expect(errors).toEqual([])
  })
})
