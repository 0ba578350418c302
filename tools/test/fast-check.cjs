/**
 * fast-check as the specs get it (jest.preset.js). Its seed is fixed, so that a commit passes or fails whenever it is
 * tested; `npm run fuzz` looks further, with seeds and numbers of its own.
 */
const { join } = require('node:path');
const fc = require(join(__dirname, '../../node_modules/fast-check/lib/cjs/fast-check.js'));

const { FUZZ_SEED: seed = '20261121', FUZZ_FACTOR: factor = '1' } = process.env;
fc.configureGlobal({ seed: Number(seed) });

/** Given numbers of runs are multiplied by FUZZ_FACTOR. */
const assert = (property, { numRuns = 100, ...options } = {}) =>
  fc.assert(property, { ...options, numRuns: numRuns * Number(factor) });

const seeded = { ...fc, assert };
module.exports = { ...seeded, default: seeded, __esModule: true };
