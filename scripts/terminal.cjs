// Loaded before pech where its output is recorded: a screen of 80 columns.
'use strict'
process.stdout.columns = 80
