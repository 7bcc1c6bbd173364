import {Html, markup} from './html.ts'
import {PAGE_STYLE} from './page-style.ts'

/** What stands on a page. */
export interface Page {
  readonly title: string
  /** Above everything: what the page is about. */
  readonly header: Html
  /** One after the other. */
  readonly sections: readonly Html[]
  readonly footer: Html
}

/** Nothing may be loaded, sent, run or framed; only the styles in the page itself count. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** A whole file that needs nothing else: no script, no network. */
export function htmlPage({title, header, sections, footer}: Page): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>
<body>
<header>${header}</header>
<main>
${sections}
</main>
<footer>${footer}</footer>
</body>
</html>
`.source
}
