/** The column of a dimension in the tables of attributions: its name in snake case. */
export function columnOf(dimension: string): string {
  if (dimension === 'subPlugin') return 'sub_plugin'
  return dimension === 'serviceTier' ? 'service_tier' : dimension
}
