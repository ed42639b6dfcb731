// Checks the page's code: node run.mjs SOURCE_FOLDER KIND, in the folder in which its packages are.
//   types        the compiler finds nothing
//   arithmetic   the page's numbers are the engine's
//   browser      reports work in a real browser
//   screenshots  … OUTPUT_FOLDER REPORT.html…: pictures for people to look at
import {spawnSync} from 'node:child_process';
import {cpSync, rmSync} from 'node:fs';
import {join} from 'node:path';

const [source, kind, ...more] = process.argv.slice(2);
const folder = process.cwd();
const suites = {arithmetic: 'settle_test', browser: 'browser_test', screenshots: 'screenshots'};

function finish(command, words) {
  const {status, error} = spawnSync(command, words, {stdio: 'inherit'});
  if (error) {
    console.error(String(error));
  }
  if (status !== 0) {
    process.exit(1);
  }
}

if (kind === 'types') {
  // Types are looked for beside the code that uses them.
  for (const part of ['src', 'test', 'tsconfig.json']) {
    rmSync(join(folder, part), {recursive: true, force: true});
    cpSync(join(source, part), join(folder, part), {recursive: true});
  }
  finish(process.execPath, [join(folder, 'node_modules/typescript/bin/tsc'), '-p', folder]);
} else {
  const suite = suites[kind];
  const out = join(folder, `${suite}.mjs`);
  finish(process.execPath, [join(folder, 'bundle_test.mjs'), join(source, 'test', `${suite}.ts`), out]);
  finish(process.execPath, kind === 'screenshots' ? [out, ...more] : ['--test', out]);
}
