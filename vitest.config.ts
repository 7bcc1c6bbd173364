import {defineConfig} from 'vitest/config'

// What is measured must not depend on luck: there, properties draw the same cases in every run.
const isMeasured = process.argv.includes('--coverage')

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      // The core is pure: its tests share their process, which takes less than half the time.
      {
        extends: true,
        test: {
          name: 'core',
          include: ['test/core/**/*.test.ts'],
          isolate: false,
          pool: 'threads',
          setupFiles: isMeasured ? ['test/core/same-draws.ts'] : [],
        },
      },
      {extends: true, test: {name: 'house', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/core/**']}},
    ],
    // Measured over the project `core` alone: the core has to be covered by its own tests.
    coverage: {
      provider: 'v8',
      include: ['src/core/**/*.ts'],
      reporter: [['text', {skipFull: true}], 'text-summary', 'json-summary'],
      thresholds: {'src/core/**/*.ts': {statements: 100, branches: 100, functions: 100, lines: 100}},
    },
  },
})
