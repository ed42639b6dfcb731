// Bundles the page and writes it as a C++ source: node build.mjs SOURCE_FOLDER OUTPUT.cpp.
// The program carries the result, so that it needs neither Node nor a file beside it.
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build, transform} from 'esbuild';

const [folder, output] = process.argv.slice(2);
const bundle = await build({
  entryPoints: [join(folder, 'src/main.ts')],
  // Packages are installed beside this script, which need not be where the sources are.
  nodePaths: [join(process.cwd(), 'node_modules')],
  tsconfigRaw: {},
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  write: false,
});
const code = bundle.outputFiles[0].text.trimEnd();
const style = (await transform(readFileSync(join(folder, 'src/style.css'), 'utf8'), {loader: 'css', minify: true})).code.trimEnd();

const tag = /<\/(script|style)|<!--/i;
if (tag.test(code) || tag.test(style)) {
  throw new Error('the page would end its own script or style element');
}

// Compilers need not take longer literals than this.
const pieces = (text) => text.match(/[^]{1,8000}/gu).map((piece) => `R"page(${piece})page"`).join('\n    ');
const hash = createHash('sha256').update(code).digest('base64');
writeFileSync(
  output,
  `#include "tools/drawdown/page/shell.h"

namespace drawdown::program {

PageShell page_shell() {
  static constexpr std::string_view style =
    ${pieces(style)};
  static constexpr std::string_view code =
    ${pieces(code)};
  return {style, code, "sha256-${hash}"};
}

}  // namespace drawdown::program
`,
);
