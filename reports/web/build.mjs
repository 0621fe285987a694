// Bundles the page into one script, and gathers what has to stand beside them.
// usage: node build.mjs OUT
//   OUT/page.js      the whole program; OUT/page.js.sha256 its hash as a content security policy
//                    writes it
//   OUT/THIRD_PARTY.txt   the licences of everything that the bundle has a line of
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? "dist");

// "node_modules/@scope/name" of a file inside of it, or nothing of our own.
function packageOf(path) {
  const parts = path.split("/");
  const start = parts.lastIndexOf("node_modules");
  if (start < 0) return null;
  return parts.slice(0, start + (parts[start + 1].startsWith("@") ? 3 : 2)).join("/");
}

function noticeOf(folder) {
  const about = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  const file = readdirSync(join(here, folder)).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (!file) throw new Error(`${folder} has no text of its licence`);
  const text = readFileSync(join(here, folder, file), "utf8").trim();
  return `${about.name} ${about.version} (${about.license})\n\n${text}\n`;
}

const result = await build({
  absWorkingDir: here,
  entryPoints: { page: "src/main.jsx" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

mkdirSync(out, { recursive: true });
const script = readFileSync(join(out, "page.js"));
if (/<\/script/i.test(script.toString())) throw new Error("the script would end its own element");
writeFileSync(join(out, "page.js.sha256"), createHash("sha256").update(script).digest("base64"));
const used = new Set(Object.keys(result.metafile.inputs).map((path) => packageOf(path.split(sep).join("/"))));
used.delete(null);
writeFileSync(join(out, "THIRD_PARTY.txt"), [...used].sort().map(noticeOf).join(`\n${"-".repeat(72)}\n\n`));
