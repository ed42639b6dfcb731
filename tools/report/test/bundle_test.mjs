// One test as one file: node bundle_test.mjs TEST.ts OUTPUT.mjs, beside the packages.
import {build} from 'esbuild';

const [entry, output] = process.argv.slice(2);
await build({
  entryPoints: [entry],
  outfile: output,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node18',
  packages: 'external',
  tsconfigRaw: {},
  logLevel: 'error',
});
