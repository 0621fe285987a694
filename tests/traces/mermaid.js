// Parses Mermaid diagrams with Mermaid's own parser.
//
// usage: node mermaid.js path/to/mermaid.min.js FILE...; exits with the number of files refused.
//
// The bundle is made for browsers; to parse it needs little of one, and no package besides itself.
const fs = require('fs');
const vm = require('vm');

const [bundle, ...files] = process.argv.slice(2);
const browser = {console, setTimeout, clearTimeout, structuredClone, Element: class {}};
browser.window = browser.self = browser;
browser.addEventListener = () => {};
browser.document = {
  nodeType: 9,
  compatMode: 'CSS1Compat',
  implementation: {},
  createElement: () => ({}),
  addEventListener: () => {},
  querySelectorAll: () => [],
};
vm.runInContext(fs.readFileSync(bundle, 'utf8'), vm.createContext(browser));
browser.mermaid.initialize({startOnLoad: false});

(async () => {
  let refused = 0;
  for (const file of files) {
    try {
      await browser.mermaid.parse(fs.readFileSync(file, 'utf8'));
      console.log(`${file} holds`);
    } catch (error) {
      ++refused;
      console.log(`${file} REFUSED: ${error.message}`);
    }
  }
  process.exit(refused);
})();
