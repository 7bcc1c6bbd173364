/** How a report is put into words. Everything that depends on the place where it is read is here; renderers know nothing else. */
export interface RenderOptions {
  /** Columns of the terminal; undefined when the output is none: then columns are chosen as for 80, and no name is cut. */
  readonly columns: number | undefined
  /** ANSI styles: bold for totals, dim for the secondary, yellow for warnings. */
  readonly color: boolean
  /** Whether lines, bars and ellipses may be drawn with Unicode. */
  readonly unicode: boolean
  /** Whether paths may be links that open what they name; no when absent. */
  readonly links?: boolean
  /** Home folder, shown as `~` at the start of paths; undefined when there is none. */
  readonly home: string | undefined
  /** IANA name of the zone of all times that are shown to people. */
  readonly timezone: string
}
