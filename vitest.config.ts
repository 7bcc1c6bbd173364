import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 60_000,
    // Measured over test/core alone: the core has to be covered by its own tests.
    coverage: {
      provider: 'v8',
      include: ['src/core/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {'src/core/**/*.ts': {statements: 100, branches: 100, functions: 100, lines: 100}},
    },
  },
})
