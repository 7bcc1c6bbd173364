import type {Report} from '../core/report/report.ts'
import type {Composition} from './composition.ts'
import type {Renderers} from './finish.ts'
import type {Look} from './look.ts'
import type {Scope} from './scope.ts'

/** The forms of `pech report`. A page also shows charts, which are asked for only when a page is wanted. */
export function reportRenderers(ports: Composition, found: Look, scope: Scope): Renderers<Report> {
  const dashboardOf = async ({rows}: Report) => {
    if (rows.some(({call}) => call !== undefined)) return undefined
    return (await import('./dashboard-sources.ts')).dashboardOf(ports, found, scope)
  }
  return {
    table: async (report, options) => (await import('../render/report-table.ts')).reportTable(report, options),
    json: async (report) => (await import('../render/report-json.ts')).reportJson(report),
    csv: async (report) => (await import('../render/report-csv.ts')).reportCsv(report),
    markdown: async (report, options) => (await import('../render/report-markdown.ts')).reportMarkdown(report, options),
    html: async (report, options) =>
      (await import('../render/report-html.ts')).reportHtml(report, options, await dashboardOf(report)),
    pdf: async (report, options) =>
      (await import('../render/pdf/report-pdf.ts')).reportPdf(report, options, await dashboardOf(report)),
  }
}
